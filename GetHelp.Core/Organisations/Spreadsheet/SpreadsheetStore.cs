using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Uploads;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>The workbooks that responsible bodies filled in, and what became of their rows.</summary>
public sealed class SpreadsheetStore(IOptions<RegisterImportOptions> options) : UploadStore<GivenSpreadsheet, SheetRow, SpreadsheetTaken, SheetLine>(options, "spreadsheets");
