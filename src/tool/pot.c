/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kyr-pack pot: the pack's messages as a template for translators, each with a comment that says
 * what it is. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "content/messages.h"
#include "i18n/po.h"
#include "tool/commands.h"
#include "tool/signing.h"

#define COMMENTS_MAX 4

/* POT-Creation-Date: SOURCE_DATE_EPOCH if set, so that the same pack gives the same file. */
static const char *
creation_date(struct arena *arena)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t when = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm utc;
    char text[32] = "1970-01-01 00:00+0000";
    if (gmtime_r(&when, &utc) != NULL) {
        (void)strftime(text, sizeof text, "%Y-%m-%d %H:%M+0000", &utc);
    }
    return str_dup(arena, str_from(text)).p;
}

static struct pot_entry
make_entry(struct arena *arena, const struct message *message)
{
    const char **comments = arena_array(arena, COMMENTS_MAX, sizeof *comments);
    size_t n = 0;
    comments[n++] = message->page == NULL ? message->kind
                                          : str_printf(arena, "%s, on the page “%.*s”",
                                                       message->kind, STR_ARG(message->page->title))
                                                .p;
    if (message->note.n > 0) {
        comments[n++] = message->note.p;
    }
    if (message->has_tokens) {
        comments[n++] = "Keep each {name} as it is: it becomes a phone number.";
    }
    return (struct pot_entry){
        .context = message->context.p,
        .msgid = message->msgid.p,
        .comments = comments,
        .reference_file = message->place.file,
        .reference_line = message->place.line,
        .is_brace_format = message->has_tokens,
    };
}

static bool
write_pot(const struct args *args, const struct pack *pack, struct diag_sink *sink)
{
    struct arena arena = {0};
    struct messages messages = pack_messages(&arena, pack);
    struct pot_entry *entries = arena_array(&arena, messages.n + 1, sizeof *entries);
    for (size_t i = 0; i < messages.n; i++) {
        entries[i] = make_entry(&arena, &messages.items[i]);
    }
    struct pot_info info = {
        .project = str_printf(&arena, "%.*s %ld", STR_ARG(pack->id), pack->version).p,
        .bugs_to = "file:README.md",
        .date = creation_date(&arena),
    };
    bool ok = pot_write(args->output, &info, entries, messages.n, sink);
    arena_free(&arena);
    return ok;
}

enum exit_code
command_pot(const struct args *args)
{
    if (args->output == NULL || args->n_words > 1) {
        return args_refuse(args);
    }
    struct diag_sink sink = {0};
    struct arena arena = {0};
    struct pack *pack = pack_open(signing_pack_dir(&arena, args), &sink);
    bool is_sound = pack != NULL && sink.n_errors == 0;
    bool is_written = is_sound && write_pot(args, pack, &sink);
    diag_print(&sink, stdout);
    enum exit_code code = is_written ? EXIT_OK : (is_sound ? EXIT_ENVIRONMENT : EXIT_FINDINGS);
    pack_close(pack);
    diag_free(&sink);
    arena_free(&arena);
    return code;
}
