/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs inside a copy of index.html (sheet.py puts it there); what it finds stands in the title. */
"use strict";
(function () {
  const problems = [];
  const check = (is, what) => { if (!is) problems.push(what); };
  const all = (selector, under) => [...(under || document).querySelectorAll(selector)];
  const boxesOf = (language) => all('figure[data-language="' + language + '"] .shot button');
  const boxOf = (language, words) =>
    boxesOf(language).find((b) => b.getAttribute("aria-label") === words);
  const details = document.getElementById("details");
  const visibleRows = () => all(".row").filter((r) => r.offsetParent !== null);
  const key = (name) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  function show(value) {
    const input = document.querySelector('#filter input[value="' + value + '"]');
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function search(words) {
    const input = document.getElementById("search");
    input.value = words;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const cases = {
    boxes() {
      check(boxesOf("en").length > 20, "few boxes in English");
      check(boxesOf("es").length > 20, "few boxes in Spanish");
      for (const box of all(".shot button")) {
        const picture = box.parentElement.getBoundingClientRect();
        const r = box.getBoundingClientRect();
        const isIn = r.left >= picture.left - 1 && r.right <= picture.right + 1 &&
                     r.top >= picture.top - 1 && r.bottom <= picture.bottom + 1;
        check(isIn || picture.width === 0, "a box outside its picture");
      }
    },
    rows() {
      for (const row of all(".row")) {
        const cells = all(".cell", row);
        check(cells.length === 2, "a row without two languages");
        const headlines = cells.map((c) => c.querySelector("img") !== null);
        check(headlines[0] && headlines[1], "a row with one language only");
      }
      const twin = boxOf("en", WORDS).closest(".row") === boxOf("es", WORDS).closest(".row");
      check(twin, "the same sentence stands in two rows");
    },
    drawing() { /* what is in the file is drawn, compiled or not */
      const [here, there] = [boxOf("es", SHORT), boxOf("en", SHORT)].map((b) => b.offsetWidth);
      check(here > 0 && here < there / 2, "drawn with " + here + " of " + there);
    },
    click() {
      boxOf("en", WORDS).click();
      check(!details.hidden, "a click shows nothing");
      check(details.querySelector(".msgid").textContent === WORDS, "another msgid is shown");
      check(details.querySelector(".translation").textContent === TRANSLATION, "translation");
      check(details.querySelector(".place").textContent === PLACE, "place in the file: " +
            details.querySelector(".place").textContent);
      check(boxOf("en", WORDS).classList.contains("chosen"), "the clicked box is not marked");
      check(boxOf("es", WORDS).classList.contains("twin"), "the twin is not marked");
      check(all(".twin").length >= 1 && all(".chosen").length === 1, "marks");
      key("Escape");
      check(details.hidden && all(".twin, .chosen").length === 0, "Escape does not close");
    },
    markup() {
      const box = boxOf("es", HOSTILE_MSGID);
      check(box !== undefined, "the hostile message has no box");
      if (box) box.click();
      check(details.querySelector(".translation").textContent === HOSTILE, "hostile text changed");
      check(document.getElementById("injected") === null, "text became markup");
      check(all("li", details).length > 0, "its findings are not shown");
      key("Escape");
    },
    filters() {
      const total = visibleRows().length;
      for (const state of ["untranslated", "fuzzy", "finding"]) {
        show(state);
        const n = visibleRows().length;
        check(n > 0 && n < total, state + " shows " + n + " of " + total + " rows");
        const hits = all(".cell[lang=es] .hit");
        check(hits.length > 0, state + " marks nothing");
        const is = state === "finding" ? "has-finding" : state;
        check(hits.every((b) => b.classList.contains(is)), state + " marks others");
        const label = document.querySelector("#filter label:has(:checked)").textContent;
        check(label.endsWith(" " + COUNTS[state]), "count: " + label);
      }
      show("all");
      check(visibleRows().length === total, "all does not show all");
    },
    searching() {
      const total = visibleRows().length;
      search(SEARCH);
      check(visibleRows().length > 0 && visibleRows().length < total, "search finds nothing");
      check(boxOf("es", WORDS).classList.contains("hit"), "search misses the translation");
      check(boxOf("en", WORDS).classList.contains("hit"), "search misses its English");
      search("no such words anywhere");
      check(visibleRows().length === 0 && !document.getElementById("empty").hidden, "empty");
      search("");
    },
    keys() {
      key("n");
      const first = document.querySelector(".chosen");
      check(first !== null && document.activeElement === first, "n chooses nothing");
      key("n");
      check(document.querySelector(".chosen") !== first, "n does not go on");
      key("p");
      check(document.querySelector(".chosen") === first, "p does not go back");
      key("Escape");
      key("/");
      check(document.activeElement.id === "search", "/ does not go to the search");
    },
    offline() {
      for (const element of all("[src], [href]")) {
        const address = element.getAttribute("src") || element.getAttribute("href");
        check(/^[a-z0-9-]+\/[a-z0-9-]+\.png$/i.test(address), "address " + address);
      }
    },
  };
  for (const name in cases) {
    const before = problems.length;
    try { cases[name](); } catch (error) { problems.push(String(error)); }
    for (let i = before; i < problems.length; i++) problems[i] = name + ": " + problems[i];
  }
  document.title = "RESULT " + JSON.stringify({ cases: Object.keys(cases).length, problems });
})();
