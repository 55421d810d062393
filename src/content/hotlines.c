/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each contact is read whole, then kept only if reading it found no error: a number that is
 * half-known is worse than none. */
#include "content/hotlines.h"

#include <string.h>

#include "content/inline.h"
#include "content/phone.h"
#include "content/yaml.h"

#define CONTACTS_MAX 500 /* Los Angeles has 19; more cannot be kept checked */
#define PHONES_MAX 20

static const struct {
    const char *key;
    const char *context;
    enum yaml_need need;
} text_keys[CONTACT_TEXTS] = {
    [CONTACT_NAME] = {"name", "contact name", YAML_REQUIRED},
    [CONTACT_FOR] = {"for", "contact for", YAML_REQUIRED},
    [CONTACT_AREA] = {"area", "contact area", YAML_REQUIRED},
    [CONTACT_HOURS] = {"hours", "contact hours", YAML_OPTIONAL},
    [CONTACT_NOTE] = {"note", "contact note", YAML_OPTIONAL},
};

const char *
contact_context(enum contact_text text)
{
    return text_keys[text].context;
}

static struct str
read_words(struct arena *arena, const struct yaml_node *mapping, const char *key,
           enum yaml_need need, struct diag_place *place, struct diag_sink *sink)
{
    const char *problem = NULL;
    struct str words = inline_words(arena, yaml_string(mapping, key, need, sink), &problem);
    const struct yaml_node *entry = yaml_get(mapping, key);
    *place = entry == NULL ? mapping->place : entry->place;
    if (problem != NULL) {
        diag_error(sink, *place, "text", "%s", problem);
    }
    return words;
}

static bool
is_language_tag(struct str tag)
{
    for (size_t i = 0; i < tag.n; i++) {
        char c = (char)(tag.p[i] | 0x20);
        bool is_alnum = (c >= 'a' && c <= 'z') || (tag.p[i] >= '0' && tag.p[i] <= '9');
        if (!is_alnum && (tag.p[i] != '-' || i == 0)) {
            return false;
        }
    }
    return tag.n >= 2 && tag.n <= 35; /* BCP 47, section 4.4.1 */
}

static struct str *
read_languages(struct arena *arena, const struct yaml_node *mapping, size_t *n_out,
               struct diag_sink *sink)
{
    struct str *tags = yaml_strings(arena, mapping, "languages", YAML_OPTIONAL, n_out, sink);
    for (size_t i = 0; i < *n_out; i++) {
        if (!is_language_tag(tags[i])) {
            diag_error(sink, yaml_get(mapping, "languages")->place, "language",
                       "'%.*s' is not a language tag such as en or zh-Hans", STR_ARG(tags[i]));
        }
    }
    return tags;
}

static void
read_phone(struct arena *arena, const struct yaml_node *entry, struct contact_phone *phone,
           struct diag_sink *sink)
{
    phone->number = yaml_string(entry, "number", YAML_REQUIRED, sink);
    if (phone->number.n > 0 && !phone_is_valid(phone->number)) {
        diag_error(sink, yaml_get(entry, "number")->place, "phone",
                   "'%.*s' is neither a number such as +12135550100 nor a known short code",
                   STR_ARG(phone->number));
    }
    phone->display = phone_display(arena, phone->number);
    phone->label = read_words(arena, entry, "label", YAML_OPTIONAL, &phone->label_place, sink);
    phone->languages = read_languages(arena, entry, &phone->n_languages, sink);
    yaml_expect_no_more(entry, sink);
}

static void
read_phones(struct arena *arena, const struct yaml_node *mapping, struct contact *contact,
            struct diag_sink *sink)
{
    size_t n = 0;
    const struct yaml_node *entry = yaml_list(mapping, "phones", YAML_OPTIONAL, &n, sink);
    if (n > PHONES_MAX) {
        diag_error(sink, entry->place, "too-large", "a contact has at most %d phones", PHONES_MAX);
        return;
    }
    contact->phones = arena_array(arena, n + 1, sizeof *contact->phones);
    for (; entry != NULL; entry = entry->next) {
        read_phone(arena, entry, &contact->phones[contact->n_phones++], sink);
    }
}

/* A host with a dot, maybe a path; no scheme, no blanks. */
static bool
is_web_address(struct str web)
{
    struct str path = web;
    struct str host = str_cut(&path, '/');
    bool has_dot = host.n > 2 && memchr(host.p + 1, '.', host.n - 2) != NULL;
    for (size_t i = 0; i < web.n; i++) {
        if (web.p[i] <= ' ' || web.p[i] > '~' || web.p[i] == ':' || web.p[i] == '@') {
            return false;
        }
    }
    return has_dot;
}

static bool
is_email(struct str email)
{
    struct str host = email;
    struct str user = str_cut(&host, '@');
    return user.n > 0 && is_web_address(host) && memchr(host.p, '/', host.n) == NULL;
}

static void
read_addresses(const struct yaml_node *mapping, struct contact *contact, struct diag_sink *sink)
{
    contact->web = yaml_string(mapping, "web", YAML_OPTIONAL, sink);
    contact->email = yaml_string(mapping, "email", YAML_OPTIONAL, sink);
    if (contact->web.n > 0 && !is_web_address(contact->web)) {
        diag_error(sink, yaml_get(mapping, "web")->place, "web",
                   "write a web address without https://, such as example.org/help");
    }
    if (contact->email.n > 0 && !is_email(contact->email)) {
        diag_error(sink, yaml_get(mapping, "email")->place, "email",
                   "'%.*s' is not an e-mail address", STR_ARG(contact->email));
    }
    if (contact->n_phones == 0 && contact->web.n == 0 && contact->email.n == 0) {
        diag_error(sink, mapping->place, "missing-key",
                   "a contact has at least one of phones, web and email");
    }
}

static void
read_id(const struct contacts *contacts, const struct yaml_node *mapping, struct contact *contact,
        struct diag_sink *sink)
{
    contact->id = yaml_string(mapping, "id", YAML_REQUIRED, sink);
    if (contact->id.n == 0) {
        return;
    }
    struct diag_place place = yaml_get(mapping, "id")->place;
    const struct contact *other = hotlines_find(contacts, contact->id);
    if (!inline_is_id(contact->id)) {
        diag_error(sink, place, "name", "an id is small letters, digits and '-'");
    } else if (other != NULL) {
        diag_error(sink, place, "duplicate-id", "'%.*s' already stands in line %d",
                   STR_ARG(contact->id), other->place.line);
    }
}

static void
read_contact(struct arena *arena, const struct contacts *contacts, const struct yaml_node *mapping,
             struct contact *contact, struct diag_sink *sink)
{
    static const char *const runners[] = {"community", "government", NULL};
    static const char *const states[] = {"verified", "call-first", NULL};
    contact->place = mapping->place;
    read_id(contacts, mapping, contact, sink);
    for (enum contact_text i = CONTACT_NAME; i < CONTACT_TEXTS; i++) {
        contact->texts[i] = read_words(arena, mapping, text_keys[i].key, text_keys[i].need,
                                       &contact->text_places[i], sink);
    }
    contact->is_government = yaml_choice(mapping, "run_by", runners, YAML_REQUIRED, sink) == 1;
    read_phones(arena, mapping, contact, sink);
    read_addresses(mapping, contact, sink);
    contact->languages = read_languages(arena, mapping, &contact->n_languages, sink);
    contact->sources =
        yaml_strings(arena, mapping, "sources", YAML_REQUIRED, &contact->n_sources, sink);
    contact->checked = yaml_date(mapping, "checked", YAML_REQUIRED, sink);
    contact->status = yaml_choice(mapping, "status", states, YAML_REQUIRED, sink) == 0
                          ? CONTACT_VERIFIED
                          : CONTACT_CALL_FIRST;
    yaml_expect_no_more(mapping, sink);
}

struct contacts *
hotlines_parse(struct arena *arena, struct str text, const char *file, struct diag_sink *sink)
{
    struct diag_sink unheard = {0};
    struct diag_sink *heard = sink == NULL ? &unheard : sink;
    struct contacts *contacts = arena_new(arena, struct contacts);
    size_t n = 0;
    struct yaml_node *root = yaml_parse(arena, text, str_dup(arena, str_from(file)).p, 0, heard);
    const struct yaml_node *entry = yaml_list(root, "contacts", YAML_REQUIRED, &n, heard);
    if (n > CONTACTS_MAX) {
        diag_error(heard, entry->place, "too-large", "at most %d contacts", CONTACTS_MAX);
        entry = NULL;
        n = 0;
    }
    contacts->items = arena_array(arena, n + 1, sizeof *contacts->items);
    contacts->left_out = arena_array(arena, n + 1, sizeof *contacts->left_out);
    for (; entry != NULL; entry = entry->next) {
        int n_errors = heard->n_errors;
        struct contact *contact = &contacts->items[contacts->n];
        *contact = (struct contact){0};
        read_contact(arena, contacts, entry, contact, heard);
        if (heard->n_errors == n_errors) {
            contacts->n++;
        } else {
            contacts->left_out[contacts->n_left_out++] = contact->id;
        }
    }
    yaml_expect_no_more(root, heard);
    diag_free(&unheard);
    return contacts;
}

bool
hotlines_is_left_out(const struct contacts *contacts, struct str id)
{
    for (size_t i = 0; i < contacts->n_left_out; i++) {
        if (str_eq(contacts->left_out[i], id)) {
            return true;
        }
    }
    return false;
}

const struct contact *
hotlines_find(const struct contacts *contacts, struct str id)
{
    for (size_t i = 0; i < contacts->n; i++) {
        if (str_eq(contacts->items[i].id, id)) {
            return &contacts->items[i];
        }
    }
    return NULL;
}
