/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three screens and more of plain sentences; what is unknown is left out, what is bad says so. */
#include "ui/generated.h"
#include "ui/staff.h"

struct writer {
    struct arena *arena;
    const struct words *words;
    struct doc *doc;
    struct node *list; /* of the section that is being written */
};

static void
start_section(struct writer *writer, enum word headline)
{
    struct node *section =
        generated_section(writer->arena, writer->doc, writer->words->text[headline]);
    writer->list = generated_list(writer->arena, writer->doc, section);
}

static void
say(struct writer *writer, struct str text)
{
    generated_item(writer->arena, writer->doc, writer->list, text);
}

static struct str
number(struct writer *writer, int64_t n)
{
    return str_printf(writer->arena, "%lld", (long long)n);
}

static void
say_with(struct writer *writer, enum word template, const struct str *pairs, size_t n)
{
    say(writer, words_expand(writer->arena, writer->words->text[template], pairs, n));
}

static void
say_proof(struct writer *writer, enum proof proof, enum word good, enum word bad)
{
    if (proof != PROOF_UNKNOWN) {
        say(writer, writer->words->text[proof == PROOF_GOOD ? good : bad]);
    }
}

static void
add_proof(struct writer *writer, const struct staff_report *report)
{
    start_section(writer, WORD_PROOF);
    say_proof(writer, report->filter, WORD_PROOF_LOCKED, WORD_PROOF_NOT_LOCKED);
    say_proof(writer, report->connection, WORD_PROOF_NO_CONNECTION, WORD_PROOF_CONNECTION);
    say_proof(writer, report->writing, WORD_PROOF_NO_FILE, WORD_PROOF_FILE);
    if (report->network_sockets >= 0 && report->files_for_writing >= 0) {
        const struct str pairs[] = {STR("connections"), number(writer, report->network_sockets),
                                    STR("files"), number(writer, report->files_for_writing)};
        say_with(writer, WORD_PROOF_OPEN, pairs, 4);
    }
    if (report->written_bytes >= 0) {
        const struct str pairs[] = {STR("bytes"), number(writer, report->written_bytes)};
        say_with(writer, WORD_PROOF_WRITTEN, pairs, 2);
    }
}

static void
add_pack(struct writer *writer, const struct staff_pack *pack)
{
    start_section(writer, WORD_STAFF_SHOWN);
    if (pack == NULL || pack->id.n == 0) {
        say(writer, writer->words->text[WORD_STAFF_NO_PACK]);
        return;
    }
    const struct str pairs[] = {STR("id"), pack->id, STR("number"), number(writer, pack->version)};
    say_with(writer, WORD_STAFF_PACK, pairs, 4);
    if (pack->issued.year > 0) {
        const struct str issued[] = {STR("date"), words_date(writer->words, pack->issued)};
        say_with(writer, WORD_STAFF_ISSUED, issued, 2);
    }
    if (pack->is_shipped) {
        say(writer, writer->words->text[WORD_STAFF_SHIPPED]);
    }
    if (pack->signers.n > 0) {
        const struct str signers[] = {STR("names"), pack->signers};
        say_with(writer, WORD_STAFF_SIGNED, signers, 2);
    } else if (!pack->is_shipped) {
        say(writer, writer->words->text[WORD_STAFF_UNSIGNED]);
    }
}

static void
add_machine(struct writer *writer, const struct staff_access *access,
            const struct staff_report *report)
{
    start_section(writer, WORD_STAFF_MACHINE);
    const struct str version[] = {STR("number"), str_from(access->version)};
    say_with(writer, WORD_STAFF_VERSION, version, 2);
    const struct str up[] = {STR("days"), number(writer, report->up_s / 86400), STR("hours"),
                             number(writer, report->up_s / 3600 % 24)};
    say_with(writer, WORD_STAFF_RUNNING, up, 4);
    if (report->memory_kib > 0) {
        const struct str memory[] = {STR("now"), number(writer, (report->memory_kib + 512) / 1024),
                                     STR("most"),
                                     number(writer, (report->memory_most_kib + 512) / 1024)};
        say_with(writer, WORD_STAFF_MEMORY, memory, 4);
    }
}

static void
add_messages(struct writer *writer, const struct staff_report *report)
{
    start_section(writer, WORD_STAFF_MESSAGES);
    for (size_t i = 0; i < report->n_messages; i++) {
        say(writer, report->messages[i]);
    }
    if (report->n_messages == 0) {
        say(writer, writer->words->text[WORD_STAFF_NO_MESSAGES]);
    }
}

struct doc *
staff_no_pin_page(struct arena *arena, const struct words *words)
{
    struct writer writer = {.arena = arena, .words = words, .doc = generated_doc(arena)};
    start_section(&writer, WORD_STAFF_PIN_MISSING);
    say(&writer, words->text[WORD_STAFF_PIN_WHY]);
    say(&writer, words->text[WORD_STAFF_PIN_WHO]);
    return writer.doc;
}

struct doc *
staff_page(struct arena *arena, const struct words *words, const struct staff_access *access,
           const struct staff_report *report)
{
    struct writer writer = {.arena = arena, .words = words, .doc = generated_doc(arena)};
    add_proof(&writer, report);
    add_pack(&writer, access->pack);
    add_messages(&writer, report);
    add_machine(&writer, access, report);
    return writer.doc;
}

void
staff_forget(struct staff *staff)
{
    staff_gesture_reset(&staff->gesture);
    pin_forget(staff->digits, sizeof staff->digits);
    staff->n_digits = 0;
    staff->was_wrong = false;
    staff->report = (struct staff_report){0};
}

static void
probe_example(void *user, struct staff_report *report)
{
    static const struct str message =
        STR_INIT("The stick has version 1 of the pack, which is here already.");
    (void)user;
    *report = (struct staff_report){.filter = PROOF_GOOD,
                                    .connection = PROOF_GOOD,
                                    .writing = PROOF_GOOD,
                                    .memory_kib = 36 * 1024,
                                    .memory_most_kib = 55 * 1024,
                                    .up_s = 12 * 86400 + 5 * 3600,
                                    .messages = &message,
                                    .n_messages = 1};
}

static bool
verify_example(void *user, struct str pin)
{
    (void)user;
    (void)pin;
    return false;
}

struct staff_access
staff_example(void)
{
    static const struct staff_pack pack = {.id = STR_INIT("kyr-la"),
                                           .version = 1,
                                           .issued = {2026, 11, 25},
                                           .signers = STR_INIT("ana, ben")};
    return (struct staff_access){
        .verify = verify_example, .probe = probe_example, .pack = &pack, .version = "1.0"};
}
