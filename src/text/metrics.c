/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented widths: the layout tests must not change when a font is updated. */
#include "text/metrics.h"

#include "base/utf8.h"

static int
fixed_width(void *user, struct text_style style, enum direction dir, struct str text)
{
    (void)user;
    (void)dir;
    if (style.face == FACE_ICON) {
        return text.n == 0 ? 0 : style.size_px; /* a name is one glyph */
    }
    int percent = style.face == FACE_BOLD ? 55 : 50;
    return (int)utf8_count(text) * style.size_px * percent / 100;
}

static struct text_extents
fixed_extents(void *user, struct text_style style)
{
    (void)user;
    return (struct text_extents){
        .ascent_px = style.size_px,
        .descent_px = style.size_px * 3 / 10,
        .cap_px = style.size_px * 7 / 10,
    };
}

static bool
fixed_covers(void *user, struct text_style style, uint32_t code)
{
    (void)user;
    return style.fallback > 0 || code < 0x0590 || (code >= 0x2010 && code <= 0x2027);
}

struct text_metrics
metrics_fixed(void)
{
    return (struct text_metrics){
        .n_fallbacks = 1,
        .width = fixed_width,
        .extents = fixed_extents,
        .covers = fixed_covers,
    };
}

void
metrics_prefer(struct text_metrics *metrics, const char *tag)
{
    metrics->preferred = metrics->family_of == NULL ? 0 : metrics->family_of(metrics->user, tag);
}
