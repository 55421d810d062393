/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates of the proleptic Gregorian calendar, without time zones: facts are dated by day,
 * month or year.
 */
#ifndef KYR_BASE_DATE_H
#define KYR_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct date {
    int year;  /* 0 = no date */
    int month; /* 1..12; 0 = only the year is known */
    int day;   /* 1..31; 0 = only the month is known */
};

/* Accepts YYYY, YYYY-MM, YYYY-MM-DD with 1900 <= year <= 9999 and a day that exists. */
bool
date_parse(struct str text, struct date *out);

/* Days since 1970-01-01. An unknown month or day counts as the first, so that age errs on the old
 * side. */
int64_t
date_days(struct date date);

struct date
date_from_days(int64_t days);

/* <0, 0, >0 */
int
date_cmp(struct date a, struct date b);

#endif
