// Gives the menu of a table its words: the table of Wagtail's table block brings English ones only. Deferred, this runs
// after Handsontable has been read and before the editor draws its tables.
const said = document.currentScript.dataset;

window.Handsontable?.languages.registerLanguageDictionary({
  languageCode: said.language,
  "ContextMenu:items.insertRowAbove": said.rowAbove,
  "ContextMenu:items.insertRowBelow": said.rowBelow,
  "ContextMenu:items.insertColumnOnTheLeft": said.columnLeft,
  "ContextMenu:items.insertColumnOnTheRight": said.columnRight,
  "ContextMenu:items.removeRow": said.removeRow,
  "ContextMenu:items.removeColumn": said.removeColumn,
  "ContextMenu:items.undo": said.undo,
  "ContextMenu:items.redo": said.redo,
});
