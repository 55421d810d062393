/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small pack in Arabic, Armenian (unfinished), Korean, Vietnamese and Chinese: golden display
 * lists with invented metrics, then the whole program with the real fonts. Pictures are left in the
 * build tree (tests/actual/langs-*.png) to be looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "fixture.h"
#include "layout/para.h"
#include "platform/font_table.h"
#include "platform/image.h"
#include "tool/check_screens.h"
#include "ui/app_show.h"

#define HERE KYR_SOURCE_DIR "/tests/langs"
#define PACK_ID "kyr-langs-test"
#define NUMBER STR("888-624-4752")
#define ACTUAL_DIR KYR_BINARY_DIR "/tests/actual"

static const char *const catalogs[] = {"ar", "hy", "ko", "vi", "zh_CN"};
#define N_CATALOGS (sizeof catalogs / sizeof catalogs[0])

struct world {
    struct fixture fixture;
    struct stage stage;
    bool has_cjk;
};

static void
install(struct world *world, const char *folder, const char *catalog, const char *domain)
{
    struct fixture *fixture = &world->fixture;
    struct str path = str_printf(&fixture->arena, HERE "/po/%s/%s.po", folder, catalog);
    struct str mo = fixture_compile(fixture, fixture_read(fixture, path.p), "");
    (void)fixture_install(fixture, catalog, domain, mo);
}

static int
open_world(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct fixture *fixture = &world->fixture;
    fixture_open(fixture);
    for (size_t i = 0; i < N_CATALOGS; i++) {
        install(world, "pack", catalogs[i], PACK_ID);
        install(world, "ui", catalogs[i], "kyr-kiosk");
    }
    const char *locale = fixture_path(fixture, "locale");
    struct catalog_options options = {fixture_anchor(fixture), locale, locale, PACK_ID};
    struct data *data = &world->stage.data;
    data->catalog = catalog_open(&options, &fixture->sink);
    data->pack = pack_open(HERE "/assets/pack", &fixture->sink);
    data->fonts = fonts_open(KYR_LANGS_FONTS, &fixture->sink);
    world->has_cjk = fs_is_file(KYR_LANGS_FONTS "/NotoSansCJK-Regular.ttc");
    if (!world->has_cjk) {
        print_message("skipped: Chinese and Korean need the Debian package fonts-noto-cjk\n");
    }
    (void)mkdir(ACTUAL_DIR, 0777);
    *state = world;
    return data->pack == NULL || data->fonts == NULL || fixture->sink.n_errors > 0;
}

static int
close_world(void **state)
{
    struct world *world = *state;
    diag_print(&world->fixture.sink, stderr);
    catalog_close(world->stage.data.catalog);
    pack_close(world->stage.data.pack);
    fonts_close(world->stage.data.fonts);
    fixture_close(&world->fixture);
    free(world);
    return 0;
}

static const struct language *
language_of(const char *catalog)
{
    return lang_find_catalog(str_from(catalog));
}

static bool
is_cjk(const char *catalog)
{
    return strcmp(catalog, "ko") == 0 || strcmp(catalog, "zh_CN") == 0;
}

static struct app *
open_app(struct world *world, const struct language *language, struct text_metrics metrics)
{
    struct app_options options = {.pack = world->stage.data.pack,
                                  .catalog = world->stage.data.catalog,
                                  .metrics = metrics,
                                  .language = language,
                                  .today = {2026, 7, 2},
                                  .screen_px = {1366, 768}};
    return app_open(&options, 0);
}

/* Golden lists. */

static void
dump_all(struct app *app, struct strbuf *out)
{
    app_show(app, APP_HOME);
    strbuf_addz(out, "home\n");
    list_dump(app_frame(app).layers[0], out);
    list_dump(app_frame(app).chrome, out);
    app_show(app, APP_LANGUAGES);
    strbuf_addz(out, "languages\n");
    list_dump(app_frame(app).layers[0], out);
    (void)app_show_page(app, STR("door"));
    for (size_t i = 0; i < app_screen_count(app); i++) {
        app_turn_to(app, i);
        strbuf_printf(out, "door %zu\n", i + 1);
        list_dump(app_frame(app).layers[0], out);
    }
}

static bool
is_golden(struct world *world, const char *catalog, struct str actual)
{
    struct arena *arena = &world->fixture.arena;
    const char *golden = str_printf(arena, HERE "/golden/%s.txt", catalog).p;
    const char *path = str_printf(arena, ACTUAL_DIR "/langs-%s.txt", catalog).p;
    struct str expected = STR("");
    fixture_write(path, actual);
    if (fs_read(arena, golden, 1024 * 1024, &expected) == FS_OK && str_eq(expected, actual)) {
        return true;
    }
    print_error("%s differs; look at it (diff), and if it is meant: cp %s %s\n", golden, path,
                golden);
    return false;
}

static void
lists_are_golden(void **state)
{
    struct world *world = *state;
    bool is_good = true;
    for (size_t i = 0; i < N_CATALOGS; i++) {
        struct strbuf out = {0};
        struct app *app = open_app(world, language_of(catalogs[i]), metrics_fixed());
        dump_all(app, &out);
        is_good = is_golden(world, catalogs[i], strbuf_str(&out)) && is_good;
        app_close(app);
        strbuf_free(&out);
    }
    assert_true(is_good);
}

/* With the real fonts. */

static void
take_picture(struct world *world, struct app *app, const char *name)
{
    struct painter *painter = painter_open(world->stage.data.fonts);
    struct frame frame = app_frame(app);
    SDL_Surface *surface = image_new(frame.screen_px.w, frame.screen_px.h);
    assert_non_null(surface);
    frame_paint(painter, surface, &frame);
    struct str path = str_printf(&world->fixture.arena, ACTUAL_DIR "/langs-%s.png", name);
    assert_true(image_write_png(surface, path.p));
    SDL_FreeSurface(surface);
    painter_close(painter);
}

static void
take_pictures(struct world *world, const char *catalog)
{
    static const enum app_screen screens[] = {APP_HOME, APP_LANGUAGES, APP_ATTRACT};
    static const char *const names[] = {"home", "languages", "attract"};
    struct arena *arena = &world->fixture.arena;
    struct app *app = open_app(world, language_of(catalog), fonts_metrics(world->stage.data.fonts));
    for (size_t i = 0; i < 3; i++) {
        app_show(app, screens[i]);
        take_picture(world, app, str_printf(arena, "%s-%s", catalog, names[i]).p);
    }
    (void)app_show_page(app, STR("door"));
    for (size_t i = 0; i < app_screen_count(app); i++) {
        app_turn_to(app, i);
        take_picture(world, app, str_printf(arena, "%s-door-%zu", catalog, i + 1).p);
    }
    (void)app_show_number(app, STR("net"));
    take_picture(world, app, str_printf(arena, "%s-number", catalog).p);
    app_close(app);
}

static void
every_screen_is_sound(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; i < N_CATALOGS; i++) {
        if (is_cjk(catalogs[i]) && !world->has_cjk) {
            continue;
        }
        check_screens(&world->stage, language_of(catalogs[i]), &world->fixture.sink);
        take_pictures(world, catalogs[i]);
    }
    assert_int_equal(world->fixture.sink.n_errors, 0);
}

/* Runs of the phone number on a page and its number screen. */
static int
count_numbers(struct app *app, int *width)
{
    int n = 0;
    for (size_t i = 0; i < app_screens(app)->n; i++) {
        const struct list *list = &app_screens(app)->items[i].list;
        for (size_t k = 0; k < list->n; k++) {
            const struct item *item = &list->items[k];
            if (item->kind == ITEM_TEXT && str_find(item->text, NUMBER) >= 0) {
                assert_int_equal(item->dir, DIR_LTR);
                assert_int_equal(item->style.fallback, 0);
                *width += item->rect.w;
                n++;
            }
        }
    }
    return n;
}

static void
numbers_are_the_same_everywhere(void **state)
{
    struct world *world = *state;
    struct text_metrics metrics = fonts_metrics(world->stage.data.fonts);
    int expected = 0;
    for (size_t i = 0; i <= N_CATALOGS; i++) {
        const struct language *language = i == 0 ? lang_source() : language_of(catalogs[i - 1]);
        struct app *app = open_app(world, language, metrics);
        int width = 0;
        assert_true(app_show_number(app, STR("net")));
        assert_int_equal(count_numbers(app, &width), 1);
        expected = i == 0 ? width : expected;
        assert_int_equal(width, expected);
        assert_true(app_show_page(app, STR("door")));
        assert_true(count_numbers(app, &width) >= 2);
        app_close(app);
    }
}

static int
width_of(struct world *world, const char *tag, enum direction dir, const char *text)
{
    struct text_metrics metrics = fonts_metrics(world->stage.data.fonts);
    struct text_style style = {FACE_REGULAR, 40, (int)font_family_of(tag)};
    return metrics.width(metrics.user, style, dir, str_from(text));
}

static void
arabic_letters_join(void **state)
{
    struct world *world = *state;
    static const char *const letters[] = {"م", "ك", "ت", "ب"};
    int apart = 0;
    for (size_t i = 0; i < 4; i++) {
        apart += width_of(world, "ar", DIR_RTL, letters[i]);
    }
    int joined = width_of(world, "ar", DIR_RTL, "مكتب");
    assert_true(joined > 0 && joined < apart * 9 / 10);
    /* lam and alef are one sign */
    assert_true(width_of(world, "ar", DIR_RTL, "لا") <
                width_of(world, "ar", DIR_RTL, "ل") + width_of(world, "ar", DIR_RTL, "ا"));
}

static struct text_runs
runs_of(struct world *world, const char *tag, const char *text)
{
    struct text_metrics metrics = fonts_metrics(world->stage.data.fonts);
    struct text_runs runs = {0};
    struct text_span span = {.text = str_from(text)};
    metrics_prefer(&metrics, tag);
    runs_make(&world->fixture.arena, &span, 1, 40, DIR_LTR, &metrics, &runs);
    return runs;
}

static int
family_of_first(struct world *world, const char *tag, const char *text)
{
    return runs_of(world, tag, text).runs[0].style.fallback;
}

static void
words_find_their_font(void **state)
{
    struct world *world = *state;
    assert_int_equal(family_of_first(world, "hy", "Դուռը,"), font_family_of("hy"));
    assert_int_equal(family_of_first(world, "ar", "الباب."), font_family_of("ar"));
    assert_int_equal(family_of_first(world, "en", "→"), (int)font_family_count() - 1);
    /* stacked accents: one word, one run, one design */
    struct text_runs runs = runs_of(world, "vi", "Nước ĐỂ NGHỈ ẾẪỘ");
    assert_int_equal(runs.n_runs, 1);
    assert_int_equal(runs.runs[0].style.fallback, 0);
}

static void
han_letters_follow_the_language(void **state)
{
    struct world *world = *state;
    if (!world->has_cjk) {
        skip();
    }
    assert_int_equal(family_of_first(world, "zh-Hans", "门"), font_family_of("zh-Hans"));
    assert_int_equal(family_of_first(world, "zh-Hant", "門"), font_family_of("zh-Hant"));
    assert_int_equal(family_of_first(world, "ko", "문"), font_family_of("ko"));
    assert_int_equal(family_of_first(world, "en", "문"), font_family_of("zh-Hans"));
}

/* Kinsoku: no line begins with a full stop or comma, nor ends with an opening bracket. */
static void
chinese_lines_break_well(void **state)
{
    struct world *world = *state;
    struct text_metrics metrics = metrics_fixed();
    struct text_span span = {.text = STR("他们离开后，请打电话（现在）。写下您看到的，记住。")};
    for (int width = 40; width < 400; width += 10) {
        struct para_options options = {.size_px = 20, .width_px = width};
        struct para para = para_make(&world->fixture.arena, &span, 1, &options, &metrics);
        for (size_t i = 1; i < para.n_lines && !para.is_overlong; i++) {
            struct str line = para.lines[i].runs[0].text;
            bool is_bad =
                str_starts(line, "，") || str_starts(line, "。") || str_starts(line, "）");
            assert_false(is_bad);
        }
    }
}

/* Every list of the app that holds these words. */
static bool
shows(struct app *app, const char *words)
{
    bool found = false;
    for (size_t i = 0; i < app_screens(app)->n; i++) {
        const struct list *list = &app_screens(app)->items[i].list;
        for (size_t k = 0; k < list->n; k++) {
            found = found || str_find(list->items[k].text, str_from(words)) >= 0;
        }
    }
    return found;
}

static void
unfinished_language_says_so(void **state)
{
    struct world *world = *state;
    struct app *app = open_app(world, language_of("hy"), metrics_fixed());
    assert_true(app_show_page(app, STR("door")));
    assert_true(shows(app, "Առայժմ միայն անգլերեն"));
    assert_true(shows(app, "when they are gone"));
    app_show(app, APP_LANGUAGES);
    struct messages messages = pack_messages(&world->fixture.arena, world->stage.data.pack);
    struct catalog *catalog = world->stage.data.catalog;
    int percent = words_coverage(catalog, language_of("hy"), &messages);
    assert_in_range(percent, 1, 60);
    struct str shown = str_printf(&world->fixture.arena, "Թարգմանված է %d%%", percent);
    assert_int_equal(words_coverage(catalog, lang_source(), &messages), 100);
    assert_int_equal(shows(app, shown.p), percent < world->stage.data.pack->least_coverage);
    assert_true(shows(app, "العربية"));
    app_close(app);
}

static void
missing_font_names_its_package(void **state)
{
    struct world *world = *state;
    struct diag_sink sink = {0};
    const char *dir = fixture_path(&world->fixture, "fonts");
    assert_int_equal(mkdir(dir, 0777), 0);
    static const char *const files[] = {"NotoSans-Regular.ttf", "DejaVuSans.ttf"};
    for (size_t i = 0; i < 2; i++) {
        const char *from = fs_join(&world->fixture.arena, KYR_LANGS_FONTS, files[i]);
        fixture_write(fs_join(&world->fixture.arena, dir, files[i]),
                      fixture_read(&world->fixture, from));
    }
    struct diag_sink unheard = {0};
    struct fonts *fonts = fonts_open(dir, &unheard);
    assert_non_null(fonts);
    assert_true(fonts_check_language(fonts, "vi", STR("Tiếng Việt"), &sink));
    assert_int_equal(sink.n_errors, 0);
    assert_true(fonts_check_language(fonts, "ar", STR("العربية"), &sink)); /* by DejaVu */
    assert_false(fonts_check_language(fonts, "zh-Hans", STR("简体中文"), &sink));
    assert_int_equal(sink.n_errors, 2);
    assert_non_null(strstr(sink.first->text.p, "fonts-noto-core"));
    assert_non_null(strstr(sink.last->text.p, "fonts-noto-cjk"));
    fonts_close(fonts);
    diag_free(&sink);
    diag_free(&unheard);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_golden),
        cmocka_unit_test(every_screen_is_sound),
        cmocka_unit_test(numbers_are_the_same_everywhere),
        cmocka_unit_test(arabic_letters_join),
        cmocka_unit_test(words_find_their_font),
        cmocka_unit_test(han_letters_follow_the_language),
        cmocka_unit_test(chinese_lines_break_well),
        cmocka_unit_test(unfinished_language_says_so),
        cmocka_unit_test(missing_font_names_its_package),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
