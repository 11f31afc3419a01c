// The keyboard and the pointer in a grid that is worked in (GetHelp.Web/Shared/Grid/CellGrid.razor): one stop of the Tab key, arrow keys between
// cells, and a "cell" event to the server where somebody wants something of one. Where the focus is, is kept here: an answer from the
// server that redraws a cell must not lose it.

const act = { open: 0, save: 1, giveUp: 2, undo: 3 };
const patience = 5000;
const grids = new WeakMap();

const gridOf = element => element.closest?.("table[data-cells]");
const cellOf = element => element.closest?.("td, th");
const formIn = cell => cell?.querySelector("form[data-cell]");
const fieldsOf = form => [...form.querySelectorAll("input, select, button")].filter(field => !field.disabled && field.tabIndex >= 0);

class Grid {
  constructor(table) {
    this.table = table;
    this.inside = false;
    this.place = { row: null, column: 0 };
    new MutationObserver(() => this.settle()).observe(table, { childList: true, subtree: true });
    this.settle();
  }

  get rows() {
    return [...this.table.rows];
  }

  // A row is found again by its key: the server may have put it elsewhere, or drawn it anew.
  get cell() {
    const row = this.rows.find(each => (each.dataset.row ?? null) === this.place.row) ?? this.rows[1] ?? this.rows[0];
    return row?.cells[Math.min(this.place.column, row.cells.length - 1)];
  }

  edits(cell) {
    return cell?.parentElement.dataset.row ? this.table.tHead.rows[0].cells[cell.cellIndex]?.dataset.edits : undefined;
  }

  // What has the focus in a cell: the one thing in it that can be pressed, or the cell.
  target(cell) {
    return formIn(cell) ? cell : cell.querySelector("a, input") ?? cell;
  }

  // After the server drew: one stop for Tab, and the focus where it was.
  settle() {
    const current = this.cell;
    for (const row of this.rows) {
      for (const cell of row.cells) {
        if (this.edits(cell)) cell.ariaReadOnly = "false";
        else if (row.dataset.row) cell.ariaReadOnly = "true";
        if (!formIn(cell)) this.target(cell).tabIndex = cell === current ? 0 : -1;
      }
    }
    const form = formIn(current);
    if (form && form !== this.opened) this.enter(form);
    else if (this.inside && document.activeElement === document.body) this.focus(current);
    this.opened = form;
  }

  // What has to be put right comes first.
  enter(form) {
    const field = form.querySelector("[aria-invalid]") ?? fieldsOf(form)[0];
    field?.focus();
    if (field?.select) field.select();
  }

  focus(cell) {
    if (!cell) return;
    this.inside = true;
    const before = this.cell;
    this.at(cell);
    if (before && before !== cell && !formIn(before)) this.target(before).tabIndex = -1;
    if (formIn(cell)) return this.enter(formIn(cell));
    const target = this.target(cell);
    target.tabIndex = 0;
    target.focus();
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  at(cell) {
    this.place = { row: cell.parentElement.dataset.row ?? null, column: cell.cellIndex };
  }

  // So many rows and cells away; at the edge it stays.
  move(cell, down, across) {
    const rows = this.rows;
    const row = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(cell.parentElement) + down))];
    this.focus(row.cells[Math.max(0, Math.min(row.cells.length - 1, cell.cellIndex + across))]);
  }

  tell(cell, what, values = {}) {
    register();
    const detail = { act: what, row: cell?.parentElement.dataset.row ?? "", column: (cell && this.edits(cell)) ?? "", values };
    this.table.dispatchEvent(new CustomEvent("cell", { bubbles: true, detail }));
  }

  open(cell) {
    if (!this.edits(cell) || formIn(cell)) return false;
    this.focus(cell);
    this.tell(cell, act.open);
    return true;
  }

  save(form) {
    if (this.sent === form) return;
    this.sent = form;
    form.ariaBusy = "true";
    setTimeout(() => this.again(form), patience);
    this.tell(cellOf(form), act.save, Object.fromEntries(new FormData(form, form.querySelector("[type=submit]"))));
  }

  // No answer came, as when the line is cut: it can be tried again.
  again(form) {
    form.ariaBusy = null;
    if (this.sent === form) this.sent = undefined;
  }

  giveUp(form) {
    this.sent = form;
    this.tell(cellOf(form), act.giveUp);
  }

  // Who goes on to something else has said what is to be saved, unless there are two values to choose from.
  leave(form) {
    if (form.dataset.cell !== "choose") this.save(form);
  }

  inForm(event, form) {
    const { key, shiftKey, target } = event;
    if (key === "Escape") return this.giveUp(form), true;
    if (key === "Enter" && target.localName !== "button") return this.save(form), true;
    if (key !== "Tab") return false;
    const fields = fieldsOf(form);
    const next = fields[fields.indexOf(target) + (shiftKey ? -1 : 1)];
    if (next) return false; // from field to field as anywhere
    const cell = cellOf(form);
    this.leave(form);
    this.move(cell, 0, shiftKey ? -1 : 1);
    return true;
  }

  inGrid(event, cell) {
    const { key } = event;
    if (event.altKey || event.shiftKey) return false;
    if (event.ctrlKey || event.metaKey) {
      if (key === "z") return this.tell(null, act.undo), true;
      if (key === "Home") return this.focus(this.rows[1]?.cells[0]), true;
      if (key === "End") return this.focus(this.rows.at(-1).cells[cell.parentElement.cells.length - 1]), true;
      return false;
    }
    switch (key) {
      case "ArrowDown": return this.move(cell, 1, 0), true;
      case "ArrowUp": return this.move(cell, -1, 0), true;
      case "ArrowRight": return this.move(cell, 0, 1), true;
      case "ArrowLeft": return this.move(cell, 0, -1), true;
      case "Home": return this.move(cell, 0, -Infinity), true;
      case "End": return this.move(cell, 0, Infinity), true;
      case "PageDown": return this.move(cell, 10, 0), true;
      case "PageUp": return this.move(cell, -10, 0), true;
      case "Enter":
      case "F2": return this.open(cell);
      default: return false;
    }
  }
}

let registered = false;
function register() {
  if (!registered) Blazor.registerCustomEventType("cell", { createEventArgs: event => event.detail });
  registered = true;
}

function find(element) {
  const table = gridOf(element);
  if (!table) return undefined;
  if (!grids.has(table)) grids.set(table, new Grid(table));
  return grids.get(table);
}

document.addEventListener("focusin", ({ target }) => {
  const grid = find(target);
  const cell = cellOf(target);
  if (!grid || !cell) return;
  const before = grid.cell;
  grid.inside = true;
  grid.at(cell);
  if (before && before !== cell && !formIn(before)) grid.target(before).tabIndex = -1;
  if (!formIn(cell)) grid.target(cell).tabIndex = 0;
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const grid = gridOf(target) && find(target);
  if (!grid) return;
  if (relatedTarget && !grid.table.contains(relatedTarget)) grid.inside = false;
  const form = target.closest("form[data-cell]");
  if (form?.isConnected && document.hasFocus() && !form.contains(relatedTarget)) grid.leave(form);
});

document.addEventListener("pointerdown", ({ target }) => {
  document.querySelectorAll("table[data-cells]").forEach(table => {
    if (!table.contains(target) && grids.has(table)) grids.get(table).inside = false;
  });
});

document.addEventListener("keydown", event => {
  const grid = find(event.target);
  const cell = cellOf(event.target);
  if (!grid || !cell) return;
  const form = formIn(cell);
  if (form ? grid.inForm(event, form) : grid.inGrid(event, cell)) event.preventDefault();
});

// A pointer chooses a cell and, pressed twice, opens it; a finger opens it at once.
document.addEventListener("click", event => {
  const grid = find(event.target);
  const cell = cellOf(event.target);
  if (!grid || !cell || event.target.closest("a, input, form")) return;
  if (event.detail > 1 || event.pointerType === "touch") grid.open(cell);
  else grid.focus(cell);
});

document.addEventListener("submit", event => {
  const form = event.target.closest?.("form[data-cell]");
  if (!form) return;
  event.preventDefault();
  find(form)?.save(form);
}, { capture: true });

document.addEventListener("reset", event => {
  const form = event.target.closest?.("form[data-cell]");
  if (!form) return;
  event.preventDefault();
  find(form)?.giveUp(form);
}, { capture: true });
