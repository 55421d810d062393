/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precedence climbing that computes while it reads. Both sides of ?:, && and || are always
 * computed: nothing has side effects, and as divisors are non-zero numbers nothing can fail. */
#include "i18n/plural.h"

/* Limits. */
#define RULE_BYTES_MAX 512 /* Arabic takes 110; bounds the work of 1001 evaluations */
#define DEPTH_MAX 32       /* 200,000 nested '(' or '!' would fill the stack */
#define DIGITS_MAX 9       /* no overflow, whatever the width of a long */
#define N_MAX 1000         /* rules look at n modulo 10, 100 or (rarely) 1,000,000 */

struct operator_entry {
    const char *text;
    int precedence; /* higher binds tighter */
};

/* Two-letter operators first, so that "<=" is not read as "<". */
static const struct operator_entry operators[] = {
    {"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
    {">", 4},  {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6},  {"%", 6},
};

struct reader {
    struct str rest;
    unsigned long n;
    int depth;
    bool has_failed;
};

static unsigned long
read_choice(struct reader *reader);

static unsigned long
fail(struct reader *reader)
{
    reader->has_failed = true;
    reader->rest = STR("");
    return 0;
}

/* The next character that counts, or NUL at the end. */
static char
peek(struct reader *reader)
{
    while (reader->rest.n > 0 && (reader->rest.p[0] == ' ' || reader->rest.p[0] == '\t')) {
        reader->rest = str_skip(reader->rest, 1);
    }
    return reader->rest.n == 0 ? '\0' : reader->rest.p[0];
}

static bool
take(struct reader *reader, char c)
{
    bool is_next = c != '\0' && peek(reader) == c;
    if (is_next) {
        reader->rest = str_skip(reader->rest, 1);
    }
    return is_next;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned long
read_number(struct reader *reader)
{
    unsigned long value = 0;
    for (int digits = 0; reader->rest.n > 0 && is_digit(reader->rest.p[0]); digits++) {
        if (digits == DIGITS_MAX) {
            return fail(reader);
        }
        value = value * 10 + (unsigned long)(reader->rest.p[0] - '0');
        reader->rest = str_skip(reader->rest, 1);
    }
    return value;
}

static unsigned long
read_operand(struct reader *reader)
{
    unsigned long value = 0;
    char c = peek(reader);
    if (is_digit(c)) {
        return read_number(reader);
    }
    if (take(reader, 'n')) {
        return reader->n;
    }
    if (++reader->depth > DEPTH_MAX) {
        return fail(reader);
    }
    if (take(reader, '!')) {
        value = !read_operand(reader);
    } else if (take(reader, '(')) {
        value = read_choice(reader);
        value = take(reader, ')') ? value : fail(reader);
    } else {
        value = fail(reader);
    }
    reader->depth--;
    return value;
}

/* Compares letters by hand: this runs some ten thousand times for each catalog at start-up. */
static const struct operator_entry *
next_operator(struct reader *reader)
{
    char first = peek(reader);
    char second = reader->rest.n > 1 ? reader->rest.p[1] : '\0';
    if (first == '\0' || first == ')') {
        return NULL;
    }
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        const char *text = operators[i].text;
        if (text[0] == first && (text[1] == '\0' || text[1] == second)) {
            return &operators[i];
        }
    }
    return NULL;
}

static unsigned long
compute(const char *op, unsigned long a, unsigned long b)
{
    bool has_equals = op[1] == '=';
    switch (op[0]) {
    case '|': return a || b;
    case '&': return a && b;
    case '=': return a == b;
    case '!': return a != b;
    case '<': return has_equals ? a <= b : a < b;
    case '>': return has_equals ? a >= b : a > b;
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return b == 0 ? 0 : a / b;
    default: return b == 0 ? 0 : a % b;
    }
}

/* Operators of at least this precedence, from left to right. */
static unsigned long
read_binary(struct reader *reader, int lowest)
{
    unsigned long left = read_operand(reader);
    const struct operator_entry *op = NULL;
    while ((op = next_operator(reader)) != NULL && op->precedence >= lowest) {
        reader->rest = str_skip(reader->rest, op->text[1] == '\0' ? 1 : 2);
        bool divides = op->text[0] == '/' || op->text[0] == '%';
        if (divides && !is_digit(peek(reader))) {
            return fail(reader);
        }
        unsigned long right = read_binary(reader, op->precedence + 1);
        if (divides && right == 0) {
            return fail(reader);
        }
        left = compute(op->text, left, right);
    }
    return left;
}

static unsigned long
read_choice(struct reader *reader)
{
    unsigned long condition = read_binary(reader, 1);
    if (!take(reader, '?')) {
        return condition;
    }
    if (++reader->depth > DEPTH_MAX) {
        return fail(reader);
    }
    unsigned long yes = read_choice(reader);
    if (!take(reader, ':')) {
        return fail(reader);
    }
    unsigned long no = read_choice(reader);
    reader->depth--;
    return condition != 0 ? yes : no;
}

bool
plural_eval(struct str expression, unsigned long n, unsigned long *value_out)
{
    struct reader reader = {.rest = expression, .n = n};
    if (expression.n > RULE_BYTES_MAX) {
        return false;
    }
    *value_out = read_choice(&reader);
    return peek(&reader) == '\0' && reader.rest.n == 0 && !reader.has_failed;
}

/* What follows the first `key`, as libintl finds it (strstr); p NULL if there is no such key. */
static struct str
value_after(struct str header, struct str key)
{
    ptrdiff_t at = str_find(header, key);
    return at < 0 ? (struct str){NULL, 0} : str_skip(header, (size_t)at + key.n);
}

static unsigned
read_count(struct str text)
{
    struct reader reader = {.rest = text};
    if (!is_digit(peek(&reader))) {
        return 0;
    }
    unsigned long count = read_number(&reader);
    return reader.has_failed || count > PLURAL_FORMS_MAX ? 0 : (unsigned)count;
}

static struct str
until_end_of_rule(struct str text)
{
    struct str line = str_cut(&text, '\n');
    return str_cut(&line, ';');
}

const char *
plural_check(struct str header, unsigned *n_forms_out)
{
    struct str count = value_after(header, STR("nplurals="));
    struct str rule = value_after(header, STR("plural="));
    *n_forms_out = 2;
    if (count.p == NULL && rule.p == NULL) {
        return NULL;
    }
    if (count.p == NULL || rule.p == NULL) {
        return "has an incomplete plural rule";
    }
    *n_forms_out = read_count(count);
    if (*n_forms_out == 0) {
        return "has a number of plural forms that is not 1 to 6";
    }
    rule = until_end_of_rule(rule);
    for (unsigned long n = 0; n <= N_MAX; n++) {
        unsigned long form = 0;
        if (!plural_eval(rule, n, &form)) {
            return "has a plural rule that is not understood";
        }
        if (form >= *n_forms_out) {
            return "has a plural rule that asks for a form it does not have";
        }
    }
    return NULL;
}
