/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of msgids, looked up at once when the language changes: in about 10 us. */
#include "ui/words.h"

#include "content/check_words.h"
#include "content/phone.h"

struct ui_message {
    const char *context;
    const char *msgid;
};

static const struct ui_message ui_messages[WORD_COUNT] = {
    /* TRANSLATORS: the large words on the waiting screen; shown in all languages at once */
    [WORD_TOUCH_TO_START] = UI("Touch the screen to start"),
    /* TRANSLATORS: on the neutral screen that hides what was read; says nothing about the kiosk */
    [WORD_WELCOME] = UI("Welcome"),
    /* TRANSLATORS: asked when nobody has touched the screen for a while */
    [WORD_STILL_THERE] = UI("Are you still there?"),
    /* TRANSLATORS: below "Are you still there?"; {seconds} is a count-down */
    /* xgettext: python-brace-format */
    [WORD_CLEARS_IN] = UI("This screen clears itself in {seconds} seconds."),
    /* TRANSLATORS: below the count-down */
    [WORD_TOUCH_TO_STAY] = UI("Touch anywhere to stay."),
    /* TRANSLATORS: heading over the smaller boxes on the home screen */
    [WORD_LEARN] = UI("Learn before it happens"),
    /* TRANSLATORS: the last box on the home screen; opens the list of all {count} topics */
    /* xgettext: python-brace-format */
    [WORD_ALL_TOPICS] = UI("All {count} topics"),
    /* TRANSLATORS: heading of the list of all topics */
    [WORD_TOPICS] = UI("All topics"),
    /* TRANSLATORS: name of the screens with phone numbers, at the top left */
    [WORD_NUMBERS] = UI("Phone numbers"),
    /* TRANSLATORS: button at the bottom: to the first screen. Keep it short */
    [WORD_HOME] = UI_C("button", "Home"),
    /* TRANSLATORS: button at the bottom: to the screen before. Keep it short */
    [WORD_BACK] = UI_C("button", "Back"),
    /* TRANSLATORS: button at the bottom: to the following screen. Keep it short */
    [WORD_NEXT] = UI_C("button", "Next"),
    /* TRANSLATORS: button at the top: hides everything at once. Keep it short */
    [WORD_HIDE] = UI_C("button", "Hide"),
    /* TRANSLATORS: button at the top: makes the letters larger. A capital A and a plus sign */
    [WORD_TEXT_SIZE] = UI_C("button", "A+"),
    /* TRANSLATORS: link under a topic and heading of the screen it opens: the sources of the words
     */
    [WORD_SOURCES] = UI("Where this comes from"),
    /* TRANSLATORS: {date} is a full date, as in "June 30, 2026" */
    /* xgettext: python-brace-format */
    [WORD_CHECKED_ON] = UI("Checked on {date}"),
    /* TRANSLATORS: {date} has no day, as in "June 2026" or "2026" */
    /* xgettext: python-brace-format */
    [WORD_CHECKED_IN] = UI("Checked in {date}"),
    /* TRANSLATORS: behind the name of a source: when it was last read; {date} as above */
    /* xgettext: python-brace-format */
    [WORD_SEEN] = UI("last read {date}"),
    /* TRANSLATORS: behind an old "Checked on" date under a topic; {number} is a phone number */
    /* xgettext: python-brace-format */
    [WORD_MAY_HAVE_CHANGED] = UI("This may have changed. To ask, call {number}."),
    /* TRANSLATORS: behind an old "Checked on" date under a phone number */
    [WORD_NUMBER_MAY_HAVE_CHANGED] = UI("The number may have changed."),
    /* TRANSLATORS: label over exact English words that the visitor can say to an officer */
    [WORD_SAY] = UI("You can say"),
    /* TRANSLATORS: in front of a safety warning, with a colon after it */
    [WORD_SAFETY] = UI("For your safety"),
    /* TRANSLATORS: in front of a note, with a colon after it */
    [WORD_NOTE] = UI("Good to know"),
    /* TRANSLATORS: in front of words about law that courts are still deciding, with a colon after
       it */
    [WORD_CHANGING] = UI("This is changing"),
    /* TRANSLATORS: in front of a note that only a workshop leader sees, with a colon after it */
    [WORD_FACILITATOR] = UI("For the workshop leader"),
    /* TRANSLATORS: under a QR code that holds a phone number */
    [WORD_SCAN_TO_CALL] = UI("Point your phone here to call"),
    /* TRANSLATORS: under a QR code that holds a web address */
    [WORD_SCAN_TO_OPEN] = UI("Point your phone here to open the page"),
    /* TRANSLATORS: behind a headline whose text goes on from the screen before */
    [WORD_CONTINUED] = UI("(continued)"),
    /* TRANSLATORS: small mark over a text that is not translated yet, shown in your language */
    [WORD_ENGLISH_ONLY] = UI("Only in English for now"),
    /* TRANSLATORS: on the number screen of ICE, a court, a consulate: not a community group */
    [WORD_GOVERNMENT] = UI("This line is run by a government."),
    /* TRANSLATORS: on a number screen: the number was read on a page but nobody has called it yet
     */
    [WORD_UNCONFIRMED] = UI("We have not called this number ourselves yet."),
    /* TRANSLATORS: heading shown in place of a page that is damaged; calm, no technical words */
    [WORD_BROKEN_PAGE] = UI("This page is not ready"),
    /* TRANSLATORS: below that heading, above a phone number */
    [WORD_BROKEN_HELP] = UI("You can still call for help and information."),
    /* TRANSLATORS: heading on the About page over who has checked the words */
    [WORD_REVIEW] = UI("Who checked these words"),
    [WORD_NOT_REVIEWED] =
        /* TRANSLATORS: on the About page while no lawyer has read the pack */
    UI("No lawyer has checked this pack yet. Ask a lawyer before you rely on it."),
    /* TRANSLATORS: {name} is a person or group, {date} a date */
    /* xgettext: python-brace-format */
    [WORD_REVIEWED] = UI("Checked by {name} on {date}."),
    /* TRANSLATORS: {date} is a date in the future */
    /* xgettext: python-brace-format */
    [WORD_REVIEW_BY] = UI("These words should be checked again by {date}."),
    /* TRANSLATORS: {number} is the version number of the content */
    /* xgettext: python-brace-format */
    [WORD_VERSION] = UI("Pack version {number}."),
    /* TRANSLATORS: a full date; {month} is a name */
    /* xgettext: python-brace-format */
    [WORD_DATE_DAY] = UI_C("date", "{month} {day}, {year}"),
    /* TRANSLATORS: a date without a day; {month} is a name */
    /* xgettext: python-brace-format */
    [WORD_DATE_MONTH] = UI_C("date", "{month} {year}"),
    /* TRANSLATORS: heading of the screen with all languages, each under its own name */
    [WORD_LANGUAGES] = UI("Languages"),
    /* TRANSLATORS: under the name of a language that is not finished; {percent} is a number */
    /* xgettext: python-brace-format */
    [WORD_INCOMPLETE] = UI("{percent}% translated. The rest is in English."),
    /* TRANSLATORS: small line under a phone number, for staff, who compare the words with somebody
       over the phone; {english} and {spanish} are four short words each, and stay as they are */
    /* xgettext: python-brace-format */
    [WORD_CHECK_WORDS] = UI("Check words: {english} · {spanish}"),
    /* TRANSLATORS: the same line where a screen has several numbers; {number} is one of them */
    /* xgettext: python-brace-format */
    [WORD_CHECK_WORDS_OF] = UI("Check words of {number}: {english} · {spanish}"),
    /* TRANSLATORS: name of the screens for staff, at the top left */
    [WORD_STAFF] = UI("For staff"),
    /* TRANSLATORS: heading over a pad of digits; only staff knows the PIN */
    [WORD_STAFF_PIN] = UI("Enter the PIN"),
    /* TRANSLATORS: heading for staff, in place of "Enter the PIN" */
    [WORD_STAFF_PIN_MISSING] = UI("No PIN is set"),
    /* TRANSLATORS: for staff, under "No PIN is set" */
    [WORD_STAFF_PIN_WHY] = UI("Without a PIN nobody can leave the kiosk at this screen."),
    [WORD_STAFF_PIN_WHO] =
        /* TRANSLATORS: for staff, under "No PIN is set"; kyr-kiosk --set-pin stays as it is */
    UI("The person who looks after this machine can set one, as root: kyr-kiosk --set-pin"),
    /* TRANSLATORS: under "Enter the PIN" */
    [WORD_STAFF_WRONG] = UI("That is not the PIN."),
    /* TRANSLATORS: under "Enter the PIN"; {seconds} is a count-down */
    /* xgettext: python-brace-format */
    [WORD_STAFF_LOCKED] = UI("Too many tries. Wait {seconds} seconds."),
    /* TRANSLATORS: key of the pad: takes back all digits. Keep it short */
    [WORD_STAFF_CLEAR] = UI_C("button", "Clear"),
    /* TRANSLATORS: key of the pad: the PIN is complete. Keep it short */
    [WORD_STAFF_ENTER] = UI_C("button", "OK"),
    /* TRANSLATORS: button on the page for staff: ends the program */
    [WORD_STAFF_LEAVE] = UI_C("button", "Leave the kiosk"),
    /* TRANSLATORS: heading on the page for staff */
    [WORD_PROOF] = UI("What this kiosk keeps and sends"),
    [WORD_PROOF_LOCKED] =
        /* TRANSLATORS: on the page for staff; the lock is a filter of the operating system */
    UI("The lock around this program is on. It cannot send anything or write a file."),
    [WORD_PROOF_NOT_LOCKED] =
        /* TRANSLATORS: on the page for staff */
    UI("The lock around this program is off. Stop the kiosk and ask for help."),
    [WORD_PROOF_NO_CONNECTION] =
        /* TRANSLATORS: on the page for staff; "it" is the program */
    UI("It just tried to open a network connection. The lock refused."),
    [WORD_PROOF_CONNECTION] =
        /* TRANSLATORS: on the page for staff */
    UI("It just opened a network connection. Stop the kiosk and ask for help."),
    /* TRANSLATORS: on the page for staff */
    [WORD_PROOF_NO_FILE] = UI("It just tried to write a file. The lock refused."),
    /* TRANSLATORS: on the page for staff */
    [WORD_PROOF_FILE] = UI("It could just write a file. Stop the kiosk and ask for help."),
    [WORD_PROOF_OPEN] =
        /* TRANSLATORS: on the page for staff; both are numbers, and should be 0 */
    /* xgettext: python-brace-format */
    UI("Open now: {connections} network connections, {files} files for writing."),
    [WORD_PROOF_WRITTEN] =
        /* TRANSLATORS: on the page for staff; {bytes} is a number, and should be 0 */
    /* xgettext: python-brace-format */
    UI("The program that draws this screen has written {bytes} bytes to disk since it started. "
       "Packs "
       "from a stick are written by a program of their own."),
    /* TRANSLATORS: heading on the page for staff */
    [WORD_STAFF_SHOWN] = UI("What it shows"),
    [WORD_STAFF_NO_PACK] =
        /* TRANSLATORS: on the page for staff; a pack is all pages and numbers together */
    UI("There is no pack that can be shown. Visitors see one page with a number to call."),
    /* TRANSLATORS: on the page for staff; {id} is a short name */
    /* xgettext: python-brace-format */
    [WORD_STAFF_PACK] = UI("Pack {id}, version {number}."),
    /* TRANSLATORS: on the page for staff; of the pack */
    /* xgettext: python-brace-format */
    [WORD_STAFF_ISSUED] = UI("Made on {date}."),
    /* TRANSLATORS: on the page for staff; of the pack */
    [WORD_STAFF_SHIPPED] = UI("It came with this program."),
    /* TRANSLATORS: on the page for staff; {names} are the names of keys, such as "ana, ben" */
    /* xgettext: python-brace-format */
    [WORD_STAFF_SIGNED] = UI("Signed by {names}."),
    /* TRANSLATORS: on the page for staff */
    [WORD_STAFF_UNSIGNED] = UI("Nobody whom this kiosk knows has signed it."),
    /* TRANSLATORS: heading on the page for staff; the messages are in English */
    [WORD_STAFF_MESSAGES] = UI("Messages for staff"),
    /* TRANSLATORS: under "Messages for staff" */
    [WORD_STAFF_NO_MESSAGES] = UI("There are no messages."),
    /* TRANSLATORS: heading on the page for staff */
    [WORD_STAFF_MACHINE] = UI("This machine"),
    /* TRANSLATORS: on the page for staff */
    /* xgettext: python-brace-format */
    [WORD_STAFF_VERSION] = UI("Program version {number}."),
    /* TRANSLATORS: on the page for staff; both are numbers */
    /* xgettext: python-brace-format */
    [WORD_STAFF_RUNNING] = UI("Running for {days} days and {hours} hours."),
    /* TRANSLATORS: on the page for staff; both are numbers */
    /* xgettext: python-brace-format */
    [WORD_STAFF_MEMORY] = UI("Memory: {now} MB now, {most} MB at most."),
};

/* clang-format off: each comment belongs to the string on its line */
static const struct ui_message months[12] = {
    /* TRANSLATORS: the month in a date */ UI_C("month", "January"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "February"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "March"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "April"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "May"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "June"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "July"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "August"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "September"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "October"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "November"),
    /* TRANSLATORS: the month in a date */ UI_C("month", "December"),
};

/* Languages that contacts speak, as words. */
static const struct {
    const char *tag;
    struct ui_message name;
} language_names[] = {
    /* TRANSLATORS: a language spoken on a line */ {"en", UI_C("language", "English")},
    /* TRANSLATORS: a language spoken on a line */ {"es", UI_C("language", "Spanish")},
    /* TRANSLATORS: a language spoken on a line */ {"zh", UI_C("language", "Chinese")},
    /* TRANSLATORS: a language spoken on a line */ {"ko", UI_C("language", "Korean")},
    /* TRANSLATORS: a language spoken on a line */ {"tl", UI_C("language", "Tagalog")},
    /* TRANSLATORS: a language spoken on a line */ {"vi", UI_C("language", "Vietnamese")},
    /* TRANSLATORS: a language spoken on a line */ {"hy", UI_C("language", "Armenian")},
};
/* clang-format on */

static struct str
look_up(struct catalog *catalog, const struct language *language, struct ui_message message)
{
    return catalog_ui(catalog, language, message.context, message.msgid);
}

struct str
word_in(struct catalog *catalog, const struct language *language, enum word word)
{
    return look_up(catalog, language, ui_messages[word]);
}

static bool
is_message(struct ui_message message, struct str context, struct str msgid)
{
    return str_eqz(msgid, message.msgid) && str_eq(context, str_from(message.context));
}

bool
words_has(const char *context, const char *msgid)
{
    struct str wanted_context = str_from(context);
    struct str wanted = str_from(msgid);
    bool has = false;
    for (int i = 0; i < WORD_COUNT; i++) {
        has = has || is_message(ui_messages[i], wanted_context, wanted);
    }
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        has = has || is_message(months[i], wanted_context, wanted);
    }
    for (size_t i = 0; i < sizeof language_names / sizeof language_names[0]; i++) {
        has = has || is_message(language_names[i].name, wanted_context, wanted);
    }
    return has;
}

static size_t
count_own(struct catalog *catalog, const struct language *language, const struct ui_message *own,
          size_t n)
{
    size_t found = 0;
    struct str text;
    for (size_t i = 0; i < n; i++) {
        found += catalog_find(catalog, language, CATALOG_UI, own[i].context, own[i].msgid, &text)
                     ? 1
                     : 0;
    }
    return found;
}

int
words_coverage(struct catalog *catalog, const struct language *language,
               const struct messages *messages)
{
    if (language == lang_source()) {
        return 100;
    }
    size_t found = count_own(catalog, language, ui_messages, WORD_COUNT);
    struct str text;
    for (size_t i = 0; i < messages->n; i++) {
        const struct message *message = &messages->items[i];
        found += catalog_find(catalog, language, CATALOG_PACK, message->context.p, message->msgid.p,
                              &text)
                     ? 1
                     : 0;
    }
    return (int)(found * 100 / (messages->n + WORD_COUNT));
}

static struct str
value_of(struct str name, const struct str *pairs, size_t n)
{
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (str_eq(pairs[i], name)) {
            return pairs[i + 1];
        }
    }
    return STR("");
}

struct str
words_expand(struct arena *arena, struct str template, const struct str *pairs, size_t n)
{
    struct strbuf buf = {0};
    while (template.n > 0) {
        bool has_brace = str_find(template, STR("{")) >= 0;
        strbuf_add(&buf, str_cut(&template, '{'));
        if (has_brace) {
            strbuf_add(&buf, value_of(str_cut(&template, '}'), pairs, n));
        }
    }
    struct str text = str_dup(arena, strbuf_str(&buf));
    strbuf_free(&buf);
    return text;
}

struct str
words_date(const struct words *words, struct date date)
{
    if (date.year == 0) {
        return STR("");
    }
    struct str year = str_printf(words->arena, "%d", date.year);
    if (date.month == 0) {
        return year;
    }
    struct str month = look_up(words->catalog, words->language, months[date.month - 1]);
    struct str day = str_printf(words->arena, "%d", date.day);
    const struct str pairs[] = {STR("year"), year, STR("month"), month, STR("day"), day};
    enum word template = date.day == 0 ? WORD_DATE_MONTH : WORD_DATE_DAY;
    return words_expand(words->arena, words->text[template], pairs, 6);
}

struct str
words_checked(const struct words *words, struct date date)
{
    const struct str pairs[] = {STR("date"), words_date(words, date)};
    enum word template = date.day == 0 ? WORD_CHECKED_IN : WORD_CHECKED_ON;
    return words_expand(words->arena, words->text[template], pairs, 2);
}

static bool
find_pack(void *user, const char *context, const char *msgid, struct str *out)
{
    struct words *words = user;
    return catalog_find(words->catalog, words->language, CATALOG_PACK, context, msgid, out);
}

struct lookup
words_lookup(struct words *words)
{
    return (struct lookup){words, find_pack};
}

struct str
words_pack(const struct words *words, const char *context, struct str msgid)
{
    struct str text = msgid;
    if (msgid.n > 0) {
        (void)catalog_find(words->catalog, words->language, CATALOG_PACK, context, msgid.p, &text);
    }
    return text;
}

/* Contacts in words. */

static struct str
language_list(const struct words *words, const struct str *tags, size_t n)
{
    struct strbuf buf = {0};
    for (size_t i = 0; i < n; i++) {
        struct str name = tags[i];
        for (size_t k = 0; k < sizeof language_names / sizeof language_names[0]; k++) {
            if (str_eqz(tags[i], language_names[k].tag)) {
                name = look_up(words->catalog, words->language, language_names[k].name);
            }
        }
        strbuf_addz(&buf, i == 0 ? "" : ", ");
        strbuf_add(&buf, name);
    }
    struct str text = str_dup(words->arena, strbuf_str(&buf));
    strbuf_free(&buf);
    return text;
}

static struct str
contact_words(const struct words *words, const struct contact *contact, enum contact_text which)
{
    return words_pack(words, contact_context(which), contact->texts[which]);
}

static void
add_line(struct contact_card *card, const char *icon, struct str text)
{
    if (text.n > 0) {
        card->lines[card->n_lines++] = (struct contact_line){str_from(icon), text};
    }
}

static struct str
number_label(const struct words *words, const struct contact_phone *phone)
{
    struct str label = words_pack(words, "phone label", phone->label);
    struct str languages = language_list(words, phone->languages, phone->n_languages);
    if (label.n == 0 || languages.n == 0) {
        return label.n == 0 ? languages : label;
    }
    return str_printf(words->arena, "%.*s · %.*s", STR_ARG(label), STR_ARG(languages));
}

/* Both languages on every screen: the one who compares may read another than the visitor. */
static struct str
check_line(const struct words *words, const struct contact *contact,
           const struct contact_phone *phone)
{
    struct check_words check = check_words_of(phone->number);
    const struct str pairs[] = {
        STR("number"),  phone->display,
        STR("english"), check_words_text(words->arena, check, CHECK_WORDS_ENGLISH),
        STR("spanish"), check_words_text(words->arena, check, CHECK_WORDS_SPANISH),
    };
    enum word line = contact->n_phones > 1 ? WORD_CHECK_WORDS_OF : WORD_CHECK_WORDS;
    return words_expand(words->arena, words->text[line], pairs, 6);
}

static void
add_numbers(const struct words *words, struct contact_card *card)
{
    const struct contact *contact = card->contact;
    card->numbers = arena_array(words->arena, contact->n_phones, sizeof *card->numbers);
    card->n_numbers = contact->n_phones;
    for (size_t i = 0; i < contact->n_phones; i++) {
        const struct contact_phone *phone = &contact->phones[i];
        bool needs_label = contact->n_phones > 1 || phone->label.n > 0;
        card->numbers[i] = (struct contact_number){
            .label = needs_label ? number_label(words, phone) : STR(""),
            .display = phone->display,
            .uri = phone_uri(words->arena, phone->number),
            .check = check_line(words, contact, phone),
        };
    }
}

static void
add_lines(const struct words *words, struct contact_card *card)
{
    const struct contact *contact = card->contact;
    card->lines = arena_array(words->arena, 8, sizeof *card->lines);
    add_line(card, "campaign", contact_words(words, contact, CONTACT_FOR));
    add_line(card, "place", contact_words(words, contact, CONTACT_AREA));
    if (contact->n_phones < 2) {
        add_line(card, "translate", language_list(words, contact->languages, contact->n_languages));
    }
    add_line(card, "schedule", contact_words(words, contact, CONTACT_HOURS));
    if (contact->n_phones > 0) { /* otherwise the address is the headline of the card */
        add_line(card, "language", contact->web);
        add_line(card, "mail", contact->email);
    }
    add_line(card, "info", contact_words(words, contact, CONTACT_NOTE));
}

static struct contact_card
make_card(const struct words *words, const struct contact *contact, const struct pack *pack,
          struct date today)
{
    struct contact_card card = {.contact = contact};
    card.name = contact_words(words, contact, CONTACT_NAME);
    add_numbers(words, &card);
    add_lines(words, &card);
    card.government = contact->is_government ? words->text[WORD_GOVERNMENT] : STR("");
    bool is_unconfirmed = contact->status == CONTACT_CALL_FIRST;
    card.unconfirmed = is_unconfirmed ? words->text[WORD_UNCONFIRMED] : STR("");
    card.checked = words_checked(words, contact->checked);
    card.is_stale =
        today.year > 0 && date_days(today) - date_days(contact->checked) > pack->phone_days;
    if (card.is_stale) {
        card.checked = str_printf(words->arena, "%.*s. %.*s", STR_ARG(card.checked),
                                  STR_ARG(words->text[WORD_NUMBER_MAY_HAVE_CHANGED]));
    }
    if (contact->web.n > 0) {
        card.web_uri = str_printf(words->arena, "https://%.*s", STR_ARG(contact->web));
    } else if (contact->email.n > 0) {
        card.web_uri = str_printf(words->arena, "mailto:%.*s", STR_ARG(contact->email));
    }
    return card;
}

static void
make_layout_words(struct words *words, const struct pack *pack, struct date today)
{
    struct layout_words *layout = &words->layout;
    layout->say = words->text[WORD_SAY];
    layout->callouts[CALLOUT_SAFETY] = words->text[WORD_SAFETY];
    layout->callouts[CALLOUT_NOTE] = words->text[WORD_NOTE];
    layout->callouts[CALLOUT_CHANGING] = words->text[WORD_CHANGING];
    layout->callouts[CALLOUT_FACILITATOR] = words->text[WORD_FACILITATOR];
    layout->scan_to_call = words->text[WORD_SCAN_TO_CALL];
    layout->scan_to_open = words->text[WORD_SCAN_TO_OPEN];
    layout->continued = words->text[WORD_CONTINUED];
    bool is_source = words->language == lang_source();
    layout->in_english_only = is_source ? STR("") : words->text[WORD_ENGLISH_ONLY];
    if (pack == NULL) {
        return;
    }
    struct contact_card *cards =
        arena_array(words->arena, pack->contacts->n, sizeof(struct contact_card));
    for (size_t i = 0; i < pack->contacts->n; i++) {
        cards[i] = make_card(words, &pack->contacts->items[i], pack, today);
    }
    layout->cards = cards;
    layout->n_cards = pack->contacts->n;
}

void
words_make(struct words *words, struct arena *arena, struct catalog *catalog,
           const struct language *language, const struct pack *pack, struct date today)
{
    *words = (struct words){.catalog = catalog, .language = language, .arena = arena};
    for (int i = 0; i < WORD_COUNT; i++) {
        words->text[i] = word_in(catalog, language, (enum word)i);
    }
    make_layout_words(words, pack, today);
}
