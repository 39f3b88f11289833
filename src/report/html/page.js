"use strict";
(function () {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const words = data.words;
  const NONE = "(none)";
  const LONG = 320, SHORT = 280, PIECE = 2000, PAGE = 50;
  const say = (text, ...values) => values.reduce((out, own, at) => out.split("{" + at + "}").join(own.toLocaleString("en-US")), text);

  // A finding's parts come in the order in which src/report/html/data.rs writes them; here each
  // stands under its name.
  const SEVERITIES = 3, STATUSES = 4;
  const findings = data.findings.map((parts) => {
    const [id, at, body, given, due, when, holes] = parts;
    const kind = data.kinds[at];
    return { id, kind, body, given, due, when, holes, parts, rule: kind[0], severity: kind[1] % SEVERITIES, status: Math.floor(kind[1] / SEVERITIES) % STATUSES, waived: kind[1] >= SEVERITIES * STATUSES, duty: kind[2] };
  });
  const toLook = (own) => (data.rules[own.rule] ? data.rules[own.rule][2] : 0);

  // Puts a finding's own parts back into the texts that it shares with others.
  function told(own) {
    const halves = (time) => (time + " ").split(" ").slice(0, 2);
    const holes = [own.given].concat(halves(own.due), halves(own.when), own.holes.split("|"));
    const fill = (text) => data.texts[text].replace(/[\ufdd0-\ufdef]/g, (mark) => holes[mark.charCodeAt(0) - 0xfdd0]);
    const [, , , message, why, help, step, clauses, rows, clock] = own.kind;
    const lines = rows.map(([input, excerpt, about], at) => (
      { place: (data.inputs[input] || "?") + ":" + own.parts[7 + at], excerpt: fill(excerpt), words: fill(about) }
    ));
    const rule = data.rules[own.rule] || ["", ""];
    const [[person, target, window], answer] = own.parts[7 + rows.length] || [["", "", ""], []];
    const duty = own.duty < 0 ? "" : data.duties[own.duty][1];
    return {
      id: own.id, rule: rule[0], title: rule[1], message: fill(message), rows: lines,
      status: own.status ? words.status[own.status - 1][1] : "",
      values: {
        why: fill(why), help: fill(help), person, target, window,
        answer: answer.map((at) => data.texts[at]).join("\n"),
        clock: clock.map((text, at) => (at + 1) + ". " + fill(text)).join("\n"),
        body: own.body < 0 ? "" : data.bodies[own.body][1],
        due: own.due, when: own.when, case: own.given,
        duty: [duty, data.texts[step]].filter(Boolean).join(" · "),
        clause: clauses.map((at) => data.clauses[at]).join("\n"),
      },
    };
  }

  function short(text) {
    return text.slice(0, SHORT).replace(/[\ud800-\udbff]$/, "") + "…";
  }

  // In pieces: a browser takes long over a single one of a megabyte.
  function whole(place, text) {
    place.className = "full";
    place.tabIndex = 0;
    for (let at = 0; at < text.length;) {
      let end = at + PIECE;
      if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
      place.appendChild(document.createElement("p")).textContent = text.slice(at, end);
      at = end;
    }
  }

  // Text in which no line ends within a date or a count, as src/text/bound.rs has them.
  const UNIT = /(^|[^A-Za-z0-9-])((?:\d{4}-\d\d-\d\d(?: \d\d:\d\d(?!\d))?|\d{4}-\d\d)(?!\d)|\d[\d,.]*(?:%?[\u3400-\u4dbf\u4e00-\u9fff]|%? (?:min|h|d)(?![A-Za-z0-9])))/g;
  function bound(place, text) {
    let from = 0;
    for (const found of text.matchAll(UNIT)) {
      const at = found.index + found[1].length;
      place.append(text.slice(from, at));
      const unit = place.appendChild(document.createElement("span"));
      unit.className = "unit";
      unit.textContent = found[2];
      from = at + found[2].length;
    }
    place.append(text.slice(from));
  }

  // Text of ours: what stands in backquotes is code, unless one of them stands alone.
  function ticked(place, text) {
    const parts = text.split("`");
    place.textContent = "";
    if (parts.length % 2 === 0) {
      bound(place, text);
      return;
    }
    parts.forEach((part, at) => {
      if (at % 2) place.appendChild(document.createElement("code")).textContent = part;
      else bound(place, part);
    });
  }

  // Text only, never markup; what is long is cut, with the whole on demand.
  function put(place, text, ours) {
    if (text.length <= LONG) {
      place.textContent = "";
      (ours ? ticked : bound)(place, text);
      return;
    }
    const details = document.createElement("details");
    details.className = "long";
    const summary = details.appendChild(document.createElement("summary"));
    summary.textContent = short(text);
    whole(details.appendChild(document.createElement("div")), text);
    place.textContent = "";
    place.appendChild(details);
  }

  function card(own, template) {
    const all = told(own);
    const element = template.content.firstElementChild.cloneNode(true);
    const slot = (name) => element.querySelector('[data-s="' + name + '"]');
    const severity = data.severities[own.severity];
    element.setAttribute("data-severity", severity[0]);
    slot("severity").textContent = severity[1];
    slot("rule").textContent = all.rule;
    slot("title").textContent = all.title;
    if (all.status) slot("status").textContent = all.status; else slot("status").remove();
    if (!own.waived) slot("waived").remove();
    if (all.message.length > LONG) {
      slot("message").textContent = short(all.message);
      whole(slot("full").querySelector("div"), all.message);
    } else {
      ticked(slot("message"), all.message);
      slot("full").remove();
    }
    for (const name of Object.keys(all.values)) {
      if (all.values[name]) put(slot(name), all.values[name], ["why", "help", "clock"].includes(name));
      else element.querySelector('[data-g="' + name + '"]').remove();
    }
    const line = element.querySelector(".rows li");
    for (const row of all.rows) {
      const item = line.cloneNode(true);
      item.querySelector('[data-s="place"]').textContent = row.place;
      if (row.words.length > LONG) item.querySelector('[data-s="words"]').textContent = short(row.words);
      else ticked(item.querySelector('[data-s="words"]'), row.words);
      put(item.querySelector('[data-s="excerpt"]'), row.excerpt);
      line.parentNode.appendChild(item);
    }
    line.remove();
    if (!all.rows.length) element.querySelector('[data-g="rows"]').remove();
    slot("id").textContent = all.id;
    slot("id").setAttribute("href", "#q=" + encodeURIComponent(all.id));
    return element;
  }

  // What is searched of each finding is put together when it is first needed.
  const hay = new Array(findings.length);
  function haystack(at) {
    if (hay[at] === undefined) {
      const all = told(findings[at]);
      const rows = all.rows.map((row) => row.place + " " + row.excerpt);
      const values = Object.keys(all.values).map((name) => all.values[name]);
      hay[at] = [all.id, all.rule, all.title, all.message].concat(values, rows).join("\n").toLowerCase();
    }
    return hay[at];
  }

  // A body with all that stand below it.
  const below = data.bodies.map((_, at) => {
    const found = new Set([at]);
    for (let grew = true; grew;) {
      grew = false;
      data.bodies.forEach((body, own) => {
        if (!found.has(own) && found.has(body[2])) grew = found.add(own) && true;
      });
    }
    return found;
  });

  const KEYS = ["severity", "rule", "duty", "body", "status"];
  // The value by which a filter knows a finding.
  const valueOf = {
    severity: (own) => data.severities[own.severity][0],
    rule: (own) => (data.rules[own.rule] || [""])[0],
    duty: (own) => (own.duty < 0 ? NONE : data.duties[own.duty][0]),
    body: (own) => (own.body < 0 ? NONE : data.bodies[own.body][0]),
    status: (own) => (own.status ? words.status[own.status - 1][0] : NONE),
  };
  const state = { q: "", waived: false };
  KEYS.forEach((key) => { state[key] = ""; });

  // Whether a finding fits a filter; a body may stand for all below it.
  function fitting(key) {
    const wanted = state[key];
    if (!wanted) return () => true;
    if (key === "body" && wanted.endsWith("/*")) {
      const at = data.bodies.findIndex((body) => body[0] === wanted.slice(0, -2));
      const group = at < 0 ? new Set() : below[at];
      return (own) => group.has(own.body);
    }
    return (own) => valueOf[key](own) === wanted;
  }

  const lists = ["faults", "look"].map((name, kind) => ({
    name, kind, limit: PAGE, found: [],
    all: findings.filter((own) => toLook(own) === kind).length,
    template: $(name + "-card"), cards: $(name + "-cards"), result: $(name + "-result"), button: $(name + "-more"),
  })).filter((list) => list.cards);

  function select() {
    const tests = KEYS.map(fitting);
    const needles = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = KEYS.map(() => new Map());
    let waived = 0;
    lists.forEach((list) => { list.found = []; });
    findings.forEach((own, at) => {
      let misses = 0, missed = -1;
      for (let key = 0; key < tests.length && misses < 2; key += 1) {
        if (!tests[key](own)) { misses += 1; missed = key; }
      }
      if (misses > 1) return;
      if (needles.length) {
        const text = haystack(at);
        if (!needles.every((needle) => text.includes(needle))) return;
      }
      if (misses === 0 && own.waived) waived += 1;
      if (state.waived && !own.waived) return;
      // A filter's own counts are those that the other filters leave.
      KEYS.forEach((key, place) => {
        if (misses === 0 || missed === place) {
          const value = valueOf[key](own);
          const count = counts[place].get(value) || [0, 0];
          count[toLook(own)] += 1;
          counts[place].set(value, count);
        }
      });
      if (misses === 0) lists.filter((list) => list.kind === toLook(own)).forEach((list) => list.found.push(own));
    });
    return { counts, waived };
  }

  // What a filter offers, and in which order; those that no finding has are left out.
  function offers(key) {
    const used = new Set(findings.map(valueOf[key]));
    const plain = (pairs) => pairs.filter((pair) => used.has(pair[0])).map((pair) => ({ value: pair[0], text: pair[1], of: [pair[0]] }));
    const none = used.has(NONE) ? [{ value: NONE, text: words.none, of: [NONE] }] : [];
    if (key === "severity") return [["", plain(data.severities)]];
    if (key === "status") return [["", plain(words.status).concat(none)]];
    if (key === "duty") return [["", plain(data.duties).concat(none)]];
    if (key === "rule") {
      return [0, 1].map((kind) => [kind ? words.tolook : words.faults, plain(data.rules.filter((rule) => rule[2] === kind).map((rule) => [rule[0], rule[0] + " " + rule[1]]))]);
    }
    const bodies = [];
    data.bodies.forEach((body, at) => {
      const group = Array.from(below[at]).map((own) => data.bodies[own][0]);
      const has = group.filter((own) => used.has(own));
      if (has.some((own) => own !== body[0])) bodies.push({ value: body[0] + "/*", text: body[1] + " (" + words.with + ")", of: group });
      if (used.has(body[0])) bodies.push({ value: body[0], text: body[1], of: [body[0]] });
    });
    if (none.length && !bodies.some((own) => own.value === NONE)) bodies.push(none[0]);
    return [["", bodies]];
  }

  const controls = {};
  function build() {
    KEYS.forEach((key) => {
      const element = $("by-" + key);
      const groups = offers(key).filter((group) => group[1].length);
      const options = [];
      groups.forEach(([label, items]) => {
        let parent = element;
        if (groups.length > 1 && label) {
          parent = element.appendChild(document.createElement("optgroup"));
          parent.label = label;
        }
        items.forEach((item) => {
          const option = parent.appendChild(document.createElement("option"));
          option.value = item.value;
          options.push({ option, item });
        });
      });
      controls[key] = { element, options };
      const kinds = options.filter((own) => own.item.value !== NONE).length;
      if (key === "status" && !kinds) document.querySelector('[data-by="status"]').hidden = true;
      element.addEventListener("change", () => { state[key] = element.value; changed(); });
    });
    const anyWaived = findings.some((own) => own.waived);
    document.querySelector('[data-by="waived"]').hidden = !anyWaived;
  }

  function label() {
    const parts = [];
    if (state.q) parts.push(words.search + words.colon + state.q);
    KEYS.forEach((key) => {
      const chosen = controls[key].options.find((own) => own.item.value === state[key]);
      if (state[key]) parts.push(chosen ? chosen.item.text : state[key]);
    });
    if (state.waived) parts.push(words.waived);
    return parts.join(words.sep);
  }

  // Findings of the chosen rules and duties that are only counted.
  function counted(kind) {
    if (state.q || state.body || state.status || state.waived) return 0;
    return data.more.reduce((sum, [rule, duty, count]) => {
      const own = { rule, duty };
      const fits = toLook(own) === kind && fitting("rule")(own) && fitting("duty")(own) && !state.severity;
      return fits ? sum + count : sum;
    }, 0);
  }

  function draw(list) {
    const part = document.createDocumentFragment();
    const from = list.cards.childElementCount;
    list.found.slice(from, list.limit).forEach((own) => part.appendChild(card(own, list.template)));
    list.cards.appendChild(part);
    list.button.parentNode.hidden = list.found.length <= list.limit;
  }

  function show(list) {
    list.cards.textContent = "";
    draw(list);
    const parts = [];
    if (!list.found.length) parts.push(words.nothing);
    const every = list.found.length === list.all && !list.kind;
    parts.push(say(list.kind ? words.looks : every ? words.listed : words.full, list.found.length, list.all));
    const more = counted(list.kind);
    if (more) parts.push(say(words.more, more));
    list.result.textContent = parts.join(" · ");
  }

  function refresh() {
    const { counts, waived } = select();
    KEYS.forEach((key, place) => {
      controls[key].options.forEach(({ option, item }) => {
        const [faults, looks] = [0, 1].map((kind) => item.of.reduce((sum, value) => sum + (counts[place].get(value) || [0, 0])[kind], 0));
        // Clues and signals are never added to faults.
        const parts = faults || !looks ? [faults.toLocaleString("en-US")] : [];
        if (looks) parts.push(words.tolook + " " + looks.toLocaleString("en-US"));
        option.textContent = item.text + " (" + parts.join(" · ") + ")";
      });
      controls[key].element.value = state[key];
    });
    $("by-q").value = state.q;
    $("by-waived").checked = state.waived;
    $("by-waived").disabled = !waived && !state.waived;
    lists.forEach((list) => { list.limit = PAGE; show(list); });
    const text = label();
    $("filtered").hidden = !text;
    $("filtered").textContent = text ? words.filtered + words.colon + text : "";
  }

  // The address holds the filters, so that a view can be kept and sent.
  function changed() {
    const pairs = [];
    ["q"].concat(KEYS).forEach((key) => { if (state[key]) pairs.push(key + "=" + encodeURIComponent(state[key])); });
    if (state.waived) pairs.push("waived=1");
    try {
      history.replaceState(null, "", "#" + (pairs.length ? pairs.join("&") : "findings"));
    } catch (_) {
      // Some browsers refuse this for files of a disk; the filters work all the same.
    }
    refresh();
  }

  // Reads the address; says whether it holds filters at all.
  function arrived() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return false;
    const given = {};
    hash.split("&").forEach((pair) => {
      const at = pair.indexOf("=");
      try {
        given[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1));
      } catch (_) {
        given[pair.slice(0, at)] = pair.slice(at + 1);
      }
    });
    ["q"].concat(KEYS).forEach((key) => { state[key] = given[key] || ""; });
    state.waived = given.waived === "1";
    return true;
  }

  function toFindings() {
    const target = lists.find((list) => list.found.length) || lists[0];
    target.result.scrollIntoView();
    target.result.focus({ preventScroll: true });
  }

  function trend() {
    const chooser = $("trend-of");
    if (!chooser) return;
    [[1, words.bodies], [2, words.duties]].forEach(([kind, title]) => {
      const own = data.trend.filter((series) => series.kind === kind);
      if (!own.length) return;
      const group = chooser.appendChild(document.createElement("optgroup"));
      group.label = title;
      own.forEach((series) => {
        const option = group.appendChild(document.createElement("option"));
        option.value = String(data.trend.indexOf(series));
        option.textContent = series.name;
      });
    });
    chooser.parentNode.hidden = false;
    chooser.addEventListener("change", () => {
      const series = data.trend[Number(chooser.value)];
      ["faults", "share"].forEach((name) => {
        const svg = $("trend-" + name);
        svg.querySelector(".line").setAttribute("d", series[name].path);
        svg.querySelector(".dots").setAttribute("d", series[name].dots);
        svg.querySelector(".top").textContent = series[name].top;
        svg.querySelector(".bottom").textContent = series[name].bottom;
      });
      $("trend-table").querySelectorAll("tbody tr").forEach((row, at) => {
        row.querySelectorAll("td").forEach((cell, place) => { cell.textContent = series.cells[at][place]; });
      });
    });
  }

  trend();
  if (!lists.length || !$("filters")) return;
  build();
  $("filters").hidden = false;
  let waiting = 0;
  $("by-q").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { state.q = $("by-q").value.trim(); changed(); }, 120);
  });
  $("by-waived").addEventListener("change", () => { state.waived = $("by-waived").checked; changed(); });
  $("reset").addEventListener("click", () => {
    KEYS.forEach((key) => { state[key] = ""; });
    state.q = "";
    state.waived = false;
    changed();
  });
  $("print").addEventListener("click", () => window.print());
  lists.forEach((list) => list.button.addEventListener("click", () => {
    const first = list.cards.childElementCount;
    list.limit += 2 * PAGE;
    draw(list);
    const next = list.cards.children[first];
    if (next) {
      next.setAttribute("tabindex", "-1");
      next.focus({ preventScroll: true });
    }
  }));
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement ? document.activeElement.tagName : "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      $("by-q").focus();
    }
  });
  window.addEventListener("hashchange", () => { if (arrived()) { refresh(); toFindings(); } });
  // Paper shows all that the filters leave, and what is due.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details.due:not([open])"));
    closed.forEach((own) => { own.open = true; });
    lists.forEach((list) => { list.limit = Infinity; draw(list); });
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((own) => { own.open = false; });
    lists.forEach((list) => { list.limit = PAGE; list.cards.textContent = ""; draw(list); });
  });
  const given = arrived();
  refresh();
  if (given) toFindings();
})();
