/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day numbers by counting from 1 March in 400-year eras, so that the leap day is the last day of a
 * "year". */
#include "base/date.h"

static bool
digits(struct str text, size_t n, int *out)
{
    if (text.n != n) {
        return false;
    }
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9') {
            return false;
        }
        *out = *out * 10 + (text.p[i] - '0');
    }
    return true;
}

static int
month_days(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[month - 1];
}

bool
date_parse(struct str text, struct date *out)
{
    *out = (struct date){0};
    struct date date = {0};
    bool has_month = text.n > 4;
    bool has_day = text.n > 7;
    if (!digits(str_cut(&text, '-'), 4, &date.year) || date.year < 1900) {
        return false;
    }
    if (has_month &&
        (!digits(str_cut(&text, '-'), 2, &date.month) || date.month < 1 || date.month > 12)) {
        return false;
    }
    if (has_day && (!digits(text, 2, &date.day) || date.day < 1 ||
                    date.day > month_days(date.year, date.month))) {
        return false;
    }
    if (!has_day && text.n > 0) {
        return false;
    }
    *out = date;
    return true;
}

int64_t
date_days(struct date date)
{
    int month = date.month == 0 ? 1 : date.month;
    int day = date.day == 0 ? 1 : date.day;
    int64_t year = date.year - (month <= 2);
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date
date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    return (struct date){
        .year = (int)(year_of_era + era * 400) + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * shifted + 2) / 5) + 1,
    };
}

int
date_cmp(struct date a, struct date b)
{
    int64_t left = date_days(a);
    int64_t right = date_days(b);
    return (left > right) - (left < right);
}
