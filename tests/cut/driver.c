/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the test of power cuts runs: the installer as the kiosk has it, and a look at what it left.
 *
 *   cut-driver make DIR            writes 7.kyrpack to 10.kyrpack; version 9 brings other keys
 *   cut-driver show STATE          "none", or version and folder of the pack that would be shown
 *   cut-driver run STATE STICK     the same; then starts the installer, prints each report, says
 *                                  that the pack is shown, and ends when it has tidied up or died
 */
#include "place.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "base/log.h"
#include "install/installer.h"

#define N_PAGES 12

/* Files of many sizes, one of them empty, some larger than a block of a disk. */
static struct packfile *
make_pack(struct place *place, long version, const char *new_keys, const char *signers)
{
    static const size_t sizes[N_PAGES] = {0,    1,    17,   511,  512,   513,
                                          4095, 4096, 4097, 9000, 20000, 60};
    struct sample_file files[N_PAGES + 2] = {{"hotlines.yaml", SAMPLE_HOTLINES}};
    size_t n = 1;
    if (new_keys != NULL) {
        files[n++] = (struct sample_file){"keys.yaml", place_keys(&place->arena, new_keys)};
    }
    for (size_t i = 0; i < N_PAGES; i++) {
        struct strbuf text = {0};
        while (text.n <= sizes[i]) {
            strbuf_printf(&text, "version %ld page %zu byte %zu\n", version, i, text.n);
        }
        const char *name = str_printf(&place->arena, "pages/%c/%02zu.md", i < 6 ? 'a' : 'b', i).p;
        struct str whole = {text.p, sizes[i]};
        files[n++] = (struct sample_file){name, str_dup(&place->arena, whole).p};
        strbuf_free(&text);
    }
    struct packfile *pack = sample_pack(version, files, n);
    for (; *signers != '\0'; signers++) {
        struct minisign_secret secret = sample_secret((uint8_t)(*signers - '0'));
        (void)packfile_sign(pack, &secret, NULL);
    }
    return pack;
}

static int
make(struct place *place, const char *dir)
{
    static const struct {
        const char *new_keys, *signers;
    } packs[] = {{NULL, "12"}, {NULL, "1"}, {"23", "12"}, {NULL, "3"}};
    for (int i = 0; i < 4; i++) {
        struct packfile *pack = make_pack(place, 7 + i, packs[i].new_keys, packs[i].signers);
        const char *path = str_printf(&place->arena, "%s/%d" PACKFILE_SUFFIX, dir, 7 + i).p;
        place_write(path, packfile_write(&place->arena, pack));
        packfile_close(pack);
    }
    return 0;
}

static int
show(struct place *place, const char *state_dir)
{
    struct slot_pack slot;
    struct diag_sink sink = {0};
    bool is_open = slots_open(&place->arena, state_dir, &place->root, &slot, &sink);
    for (const struct diag *diag = sink.first; diag != NULL; diag = diag->next) {
        (void)printf("finding %.*s\n", STR_ARG(diag->text));
    }
    if (is_open) {
        (void)printf("shown %ld %s\n", slot.pack->manifest->version, slot.dir);
    } else {
        (void)printf("shown none\n");
    }
    (void)fflush(stdout);
    packfile_close(slot.pack);
    diag_free(&sink);
    return 0;
}

static void
print_report(const struct installer_report *report)
{
    static const char *const kinds[] = {"installed", "same", "refused", "failed"};
    (void)printf("%s %ld %s\n", kinds[report->kind], report->version, report->text);
    (void)fflush(stdout); /* the test kills more than the installer */
}

/* After a change of the stick the installer looks again, so it has tidied up by then. */
static void
touch_stick(struct place *place, const char *stick)
{
    const char *path = fs_join(&place->arena, stick, "new" PACKFILE_SUFFIX);
    const char *other = fs_join(&place->arena, stick, "again" PACKFILE_SUFFIX);
    (void)rename(path, other);
}

static int
run(struct place *place, const char *state_dir, const char *stick)
{
    const struct installer_options options = {
        .updates_dir = stick, .state_dir = state_dir, .root = &place->root, .look_every_ms = 1};
    struct installer_report report;
    struct installer *installer = installer_start(&options);
    installer_tell(installer, true);
    while (installer_wait_report(installer, &report)) {
        print_report(&report);
        if (report.kind != REPORT_INSTALLED) {
            break;
        }
        installer_loaded(installer);
        touch_stick(place, stick);
    }
    installer_free(installer);
    return 0;
}

int
main(int argc, char **argv)
{
    struct place place = {.state = NULL};
    int code = 2;
    (void)signal(SIGPIPE, SIG_IGN);
    if (!minisign_start()) {
        return 3;
    }
    place.root = place_trust(&place, "12");
    if (argc == 3 && strcmp(argv[1], "make") == 0) {
        code = make(&place, argv[2]);
    } else if (argc == 3 && strcmp(argv[1], "show") == 0) {
        code = show(&place, argv[2]);
    } else if (argc == 4 && strcmp(argv[1], "run") == 0) {
        (void)show(&place, argv[2]);
        code = run(&place, argv[2], argv[3]);
    }
    arena_free(&place.arena);
    return code;
}
