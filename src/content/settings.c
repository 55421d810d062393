/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings are gathered in a sink of this module's own and only the first goes on: a damaged file
 * is one thing to do for staff, not ten. */
#include "content/settings.h"

#include <string.h>

#include "content/yaml.h"

#define BAD_PIN "bad-pin"

/* What stands under `pin:` is copied only if it is sound. */
static void
read_pin(const struct yaml_node *root, struct settings *out, struct diag_sink *sink)
{
    const struct yaml_node *pin = yaml_get(root, "pin");
    if (pin == NULL || (pin->kind == YAML_SCALAR && pin->value.n == 0)) {
        return;
    }
    if (pin->kind != YAML_SCALAR || !pin_hash_is_sound(pin->value)) {
        diag_error(sink, pin->place, BAD_PIN,
                   "'pin' is not what kyr-kiosk --set-pin writes here; set the PIN again");
        return;
    }
    memcpy(out->pin_hash, pin->value.p, pin->value.n);
}

/* The root of the text, all keys looked at; NULL if there is none. */
static struct yaml_node *
read_all(struct arena *arena, struct str text, const char *file, struct settings *out,
         struct diag_sink *sink)
{
    if (text.n > SETTINGS_BYTES_MAX) {
        diag_error(sink, diag_file(file), "too-large", "%s", fs_status_text(FS_TOO_LARGE));
        return NULL;
    }
    struct yaml_node *root = yaml_parse(arena, text, file, 0, sink);
    if (root == NULL && sink->n_errors == 0) {
        diag_error(sink, diag_file(file), "yaml", "cannot be read");
    }
    read_pin(root, out, sink);
    yaml_expect_no_more(root, sink);
    return root;
}

static void
pass_first(const struct diag_sink *all, struct diag_sink *sink)
{
    if (all->first != NULL) {
        diag_error(sink, all->first->place, all->first->code, "%.*s", STR_ARG(all->first->text));
    }
}

bool
settings_parse(struct arena *arena, struct str text, const char *file, struct settings *out,
               struct diag_sink *sink)
{
    struct diag_sink all = {0};
    *out = (struct settings){0};
    (void)read_all(arena, text, file, out, &all);
    bool is_sound = all.n_errors == 0;
    if (!is_sound) {
        *out = (struct settings){0};
        pass_first(&all, sink);
    }
    diag_free(&all);
    return is_sound;
}

void
settings_load(struct arena *arena, const char *dir, struct settings *out, struct diag_sink *sink)
{
    *out = (struct settings){0};
    const char *path = fs_join(arena, dir, SETTINGS_NAME);
    struct str text = {0};
    enum fs_status status = fs_read(arena, path, SETTINGS_BYTES_MAX, &text);
    if (status == FS_OK) {
        (void)settings_parse(arena, text, path, out, sink);
    } else if (status != FS_MISSING) {
        diag_error(sink, diag_file(path), "settings", "%s", fs_status_text(status));
    }
}

/* Offset of a line, from 1. */
static size_t
line_start(struct str text, int line)
{
    struct str rest = text;
    for (int i = 1; i < line; i++) {
        (void)str_cut(&rest, '\n');
    }
    return text.n - rest.n;
}

/* `line` 0: a new one at the end. */
static struct str
put_line(struct arena *arena, struct str text, int line, const char *pin_hash)
{
    struct str before = text;
    struct str after = {0};
    if (line > 0) {
        before.n = line_start(text, line);
        after = str_skip(text, before.n);
        (void)str_cut(&after, '\n');
    }
    const char *end = before.n == 0 || before.p[before.n - 1] == '\n' ? "" : "\n";
    struct strbuf out = {0};
    strbuf_add(&out, before);
    strbuf_printf(&out, "%spin: \"%s\"\n", end, pin_hash);
    strbuf_add(&out, after);
    struct str made = str_dup(arena, strbuf_str(&out));
    strbuf_free(&out);
    return made;
}

/* True if the text holds this PIN and nothing is wrong with it. */
static bool
has_pin(struct arena *arena, struct str text, const char *file, const char *pin_hash)
{
    struct settings settings;
    return settings_parse(arena, text, file, &settings, NULL) &&
           strcmp(settings.pin_hash, pin_hash) == 0;
}

struct str
settings_with_pin(struct arena *arena, struct str text, const char *file, const char *pin_hash,
                  struct diag_sink *sink)
{
    struct diag_sink all = {0};
    struct settings old = {0};
    struct str made = {0};
    const struct yaml_node *root = read_all(arena, text, file, &old, &all);
    bool is_only_pin = all.n_errors == 1 && strcmp(all.first->code, BAD_PIN) == 0;
    if (all.n_errors > 0 && !is_only_pin) {
        pass_first(&all, sink);
    } else {
        const struct yaml_node *pin = yaml_get(root, "pin");
        made = put_line(arena, text, pin == NULL ? 0 : pin->key_place.line, pin_hash);
        if (!has_pin(arena, made, file, pin_hash)) { /* a PIN over two lines, a text in { } */
            made = (struct str){0};
            diag_error(sink, diag_file(file), "settings",
                       "the PIN does not stand in a line of its own, so it is not replaced");
        }
    }
    diag_free(&all);
    return made;
}
