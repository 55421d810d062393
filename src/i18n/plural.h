/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plural rule of a catalog's header, such as
 *   Plural-Forms: nplurals=2; plural=(n != 1);
 *
 * libintl evaluates that rule for us at run time; this module only proves that it may: a rule that
 * divides by zero kills the process (SIGFPE), one nested without end fills the stack. It accepts
 * the grammar of GNU libintl (C operators over n), narrowed to what real rules use: a divisor is a
 * plain number. It deliberately does not choose forms for the program.
 */
#ifndef KYR_I18N_PLURAL_H
#define KYR_I18N_PLURAL_H

#include <stdbool.h>

#include "base/str.h"

#define PLURAL_FORMS_MAX 6 /* Arabic; no language has more */

/*
 * Reads the rule out of a header entry. Without one, libintl takes the Germanic rule: two forms.
 * Returns NULL and the number of forms, or what is wrong, to stand
 * after "the catalog" (a literal).
 */
const char *
plural_check(struct str header, unsigned *n_forms_out);

/* Value of an expression for n. False if it is not understood or could divide by zero. */
bool
plural_eval(struct str expression, unsigned long n, unsigned long *value_out);

#endif
