/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facts behind the screens: `seeds/corpus/`, `seeds/law/`, `seeds/sources.yaml`. Format:
 * seeds/README.md.
 */
#ifndef KYR_CONTENT_FACTS_H
#define KYR_CONTENT_FACTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "content/pack_files.h"

enum fact_sure { SURE_HIGH, SURE_MEDIUM, SURE_LOW };
enum fact_scope { SCOPE_US, SCOPE_CA, SCOPE_LA };
enum fact_use { USE_PAGE, USE_LESSON, USE_NONE };

struct source {
    struct str key, title, url;
    char grade; /* O N L C X */
    struct date date;
    struct diag_place place;
};

struct fact {
    struct str id;
    struct str sentence;
    struct str authority; /* plain words, msgctxt "authority"; empty for corpus facts */
    struct str citation;  /* for the lawyer; may be empty */
    struct str document;  /* corpus facts: file name of the document; else empty */
    struct str note;      /* law facts: `note`; corpus facts: `why` */
    struct str *sources;  /* keys of sources, or ids of other facts */
    size_t n_sources;
    struct str *with; /* facts that every screen which rests on this one must rest on too */
    size_t n_with;
    struct str says; /* words (English) that every such screen must hold; may be empty */
    enum fact_sure sure;
    enum fact_scope scope;
    enum fact_use use; /* corpus facts; USE_PAGE for law facts */
    bool is_corpus;
    bool is_perishable;
    struct date seen;
    struct date until; /* year 0: no end known */
    struct diag_place place;
};

struct facts {
    struct fact *items; /* sorted by id */
    size_t n;
    struct source *sources; /* sorted by key */
    size_t n_sources;
};

/* Reads the seeds. If there are none, that is an error finding and gives no facts. Never NULL. */
struct facts *
facts_load(struct arena *arena, const struct pack_files *seeds, struct diag_sink *sink);

const struct fact *
facts_find(const struct facts *facts, struct str id); /* NULL if there is none */

const struct source *
facts_source(const struct facts *facts, struct str key); /* NULL if there is none */

#endif
