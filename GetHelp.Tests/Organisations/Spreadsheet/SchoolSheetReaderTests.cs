using System.Globalization;
using ClosedXML.Excel;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Core.People;
using GetHelp.Tests.Allocations.Queries;
using GetHelp.Web.Organisations.Spreadsheet;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Spreadsheet;

/// <summary>What is read out of a workbook that was downloaded and filled in.</summary>
public sealed class SchoolSheetReaderTests
{
    private static readonly Urn Ash = Urn.From(900_001);
    private static readonly Urn Elm = Urn.From(900_002);
    private static readonly Urn Oak = Urn.From(900_003);

    private static SchoolSheetContents Contents { get; } = new()
    {
        ResponsibleBodyId = 1,
        ResponsibleBody = "Barsetshire",
        Rows =
        [
            [$"{Ash}", "Ash School", "Barchester", "School", "Ada Hill", "ada.hill@ash.example.org", "01632 960 001", "Yes", "ash.example.org", "it@example.net"],
            [$"{Elm}", "Elm School", "Barchester", "Centrally", "", "", "", "", "", ""],
            [$"{Oak}", "Oak School", "", "School", "", "", "", "No", "", ""],
        ],
    };

    /// <summary>A cell, what is done to it, and what is said.</summary>
    public static TheoryData<string, string, string> BadCells => new()
    {
        { "Contact name", "formula", "There is a formula, or what is left of one. Type the value itself." },
        { "School", "formula", "There is a formula, or what is left of one. Type the value itself." },
        { "Contact telephone number", "number", "“1632960001” is a number to Excel, which drops a nought at its beginning. Format the cell as text and type it again." },
        { "Contact name", "date", "This is a date to Excel. Format the cell as text and type it again." },
        { "Contact name", "true", "This is TRUE or FALSE to Excel. Format the cell as text and type it again." },
        { "Who orders", "somebody", "“somebody” is none of the choices: School or Centrally." },
        { "Chromebooks needed", "perhaps", "“perhaps” is none of the choices: Yes, No or Not known." },
        { "School", "Elm School", "This was “Ash School”, and cannot be changed here." },
        { "Town", "", "This was “Barchester”, and cannot be changed here." },
    };

    [Fact]
    public void A_workbook_that_nobody_filled_in_asks_for_nothing()
    {
        using var workbook = new FilledInWorkbook(Contents);

        var rows = Read(workbook);

        rows.Select(row => (row.Line, row.Named)).ShouldBe([(2, "Ash School"), (3, "Elm School"), (4, "Oak School")]);
        rows.ShouldAllBe(row => row.Change == null && row.Problems.Count == 0);
    }

    [Fact]
    public void None_asks_for_nothing_to_be_there_any_more()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Ash, "Contact name", "none").Type(Ash, "Google domain", "None").Type(Ash, "Recovery email address", "NONE").Type(Elm, "Contact name", "None");

        var rows = Read(workbook);

        var ada = new PersonDetails { Name = "Ada Hill", EmailAddress = "ada.hill@ash.example.org", Telephone = "01632 960 001" };
        rows[0].Change.ShouldBe(new SchoolChange
        {
            Urn = Ash,
            Contact = new(ContactAsked.Nobody, new(ContactAsked.Of(ada))),
            Domain = new("", new("ash.example.org")),
            RecoveryAddress = new("", new("it@example.net")),
        });
        rows[1].Change.ShouldBe(new SchoolChange { Urn = Elm, Contact = new(ContactAsked.Nobody, new(ContactAsked.Nobody)) }, "where nobody was, nothing changes");
    }

    [Fact]
    public void A_cell_that_is_filled_in_asks_for_that_and_remembers_what_it_was()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Ash, "Who orders", "centrally").Type(Ash, "Recovery email address", " head@example.com ").Type(Elm, "Chromebooks needed", "Not known");

        var rows = Read(workbook);

        rows[0].Change.ShouldBe(new SchoolChange
        {
            Urn = Ash,
            WhoWillOrder = new(WhoWillOrder.ResponsibleBody, new(WhoWillOrder.School)),
            RecoveryAddress = new("head@example.com", new("it@example.net")),
        });
        rows[1].Change.ShouldBe(new SchoolChange { Urn = Elm, ChromebookAnswer = new(ChromebookAnswer.DoNotKnow, new(null)) });
        rows[2].Change.ShouldBeNull();
    }

    [Fact]
    public void A_cell_that_is_emptied_asks_for_nothing()
    {
        using var workbook = new FilledInWorkbook(Contents);
        foreach (var column in SchoolSheet.Columns.Where(column => column.Field is not null))
        {
            workbook.Cell(Ash, column.Title).Clear(XLClearOptions.Contents);
        }

        Read(workbook)[0].ShouldBe(new SheetRow(2, "Ash School"));
    }

    [Fact]
    public void A_contact_is_one_person_and_what_was_left_as_it_was_is_theirs()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Ash, "Contact name", "Ben Okoro").Type(Elm, "Contact name", "Dee Low").Type(Elm, "Contact email address", "dee@elm.example.org");

        var rows = Read(workbook);

        var ada = new PersonDetails { Name = "Ada Hill", EmailAddress = "ada.hill@ash.example.org", Telephone = "01632 960 001" };
        rows[0].Change.ShouldBe(new SchoolChange { Urn = Ash, Contact = new(ContactAsked.Of(ada with { Name = "Ben Okoro" }), new(ContactAsked.Of(ada))) });
        rows[1].Change.ShouldBe(new SchoolChange { Urn = Elm, Contact = new(ContactAsked.Of(new() { Name = "Dee Low", EmailAddress = "dee@elm.example.org" }), new(ContactAsked.Nobody)) });
    }

    [Theory, MemberData(nameof(BadCells))]
    public void A_bad_cell_is_reported_by_its_row_and_column_and_the_row_asks_for_nothing(string heading, string what, string why)
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Ash, "Google domain", "other.example.org").Type(Oak, "Who orders", "Centrally");
        Spoil(workbook.Cell(Ash, heading), what);

        var rows = Read(workbook);

        rows[0].Line.ShouldBe(2);
        rows[0].Problems.ShouldBe([new SheetProblem(heading, why)]);
        rows[0].Change.ShouldBeNull();
        rows[2].Change.ShouldNotBeNull("another row is none the worse for it");
    }

    [Fact]
    public void Every_bad_cell_of_a_row_is_reported()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Ash, "Who orders", "x").Type(Ash, "Chromebooks needed", "y");

        Read(workbook)[0].Problems.Select(problem => problem.Column).ShouldBe(["Who orders", "Chromebooks needed"]);
    }

    [Fact]
    public void Of_rows_for_one_school_none_counts()
    {
        using var workbook = new FilledInWorkbook(Contents);
        var copy = workbook.Schools.Row(9);
        copy.Cell(1).SetValue($"{Ash}");
        copy.Cell(FilledInWorkbook.ColumnOf("Who orders")).SetValue("Centrally");

        var rows = Read(workbook);

        rows[0].Problems.ShouldBe([new SheetProblem(null, "Row 9 is for this school too. Leave one row for each school.")]);
        rows[3].ShouldBe(new SheetRow(9, $"{Ash}") { Problems = rows[3].Problems });
        rows[3].Problems.ShouldBe([new SheetProblem(null, "Row 2 is for this school too. Leave one row for each school.")]);
    }

    [Theory]
    [InlineData("ninety", "“ninety” is not a URN, which has six digits.")]
    [InlineData("", "“” is not a URN, which has six digits.")]
    [InlineData("900009", "The school with the URN 900009 was not among yours when this workbook was downloaded.")]
    public void A_row_for_no_school_of_the_workbook_is_bad(string urn, string why)
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Schools.Cell(3, 1).SetValue(urn).SetDataType(XLDataType.Text);

        Read(workbook)[1].Problems.ShouldBe([new SheetProblem(null, why)]);
    }

    [Fact]
    public void Rows_that_were_deleted_or_moved_are_no_matter()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Type(Oak, "Who orders", "Centrally");
        workbook.Schools.Row(2).Delete();
        workbook.Schools.Row(2).InsertRowsAbove(3);

        Read(workbook).Select(row => (row.Line, row.Named, row.Change is null)).ShouldBe([(5, "Elm School", true), (6, "Oak School", false)]);
    }

    [Fact]
    public void A_URN_that_became_a_number_is_the_same_school()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Schools.Cell(2, 1).SetValue(Ash.Value);
        workbook.Type(Elm, "Who orders", "School");

        Read(workbook)[0].Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Contact name", "Name", "The heading of column E was “Contact name” and is “Name”.")]
    [InlineData("Contact name", "", "The heading of column E was “Contact name” and is empty.")]
    public void Changed_headings_are_refused(string heading, string now, string why)
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Cell(1, heading).SetValue(now);

        WhyNot(workbook.Save()).ShouldStartWith(why);
    }

    [Fact]
    public void A_heading_that_was_added_and_one_that_is_gone_are_refused()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Schools.Cell(1, 11).SetValue("Notes");
        WhyNot(workbook.Save()).ShouldStartWith("The heading of column K was empty and is “Notes”.");

        workbook.Schools.Column(11).Delete();
        workbook.Schools.Column(4).Delete();
        WhyNot(workbook.Save()).ShouldStartWith("The heading of column D was “Who orders” and is “Contact name”.");
    }

    [Fact]
    public void A_workbook_without_its_sheets_is_refused()
    {
        using var renamed = new FilledInWorkbook(Contents);
        renamed.Schools.Name = "Sheet1";
        WhyNot(renamed.Save()).ShouldStartWith("This is not a workbook that was downloaded here, or a sheet of it is gone.");

        using var without = new FilledInWorkbook(Contents);
        without.AsDownloaded.Delete();
        WhyNot(without.Save()).ShouldStartWith("This is not a workbook that was downloaded here, or a sheet of it is gone.");

        using var empty = new FilledInWorkbook(Contents);
        empty.Schools.Rows(2, 4).Delete();
        WhyNot(empty.Save()).ShouldStartWith("There is no school in the workbook.");
    }

    [Fact]
    public void Twenty_thousand_rows_are_refused()
    {
        using var workbook = new FilledInWorkbook(Contents);
        workbook.Schools.Cell(20_001, 1).SetValue("900005");

        WhyNot(workbook.Save()).ShouldStartWith("The workbook has more than 10,000 rows, and nobody has as many schools.");
    }

    [Fact]
    public void What_is_no_workbook_is_refused()
    {
        using var workbook = new FilledInWorkbook(Contents);
        var saved = workbook.Save();

        WhyNot(saved with { Name = "schools.csv" }).ShouldBe("Choose the Excel workbook (.xlsx) that you downloaded and filled in.");
        WhyNot(saved with { Name = "schools.xlsm" }).ShouldBe("Choose the Excel workbook (.xlsx) that you downloaded and filled in.");
        WhyNot(saved with { Bytes = [] }).ShouldStartWith("schools.xlsx is empty.");
        WhyNot(saved with { Bytes = saved.Bytes[..(saved.Bytes.Length / 2)] }).ShouldContain("it is damaged and cannot be opened");
        WhyNot(new("schools.xlsx", "urn,name\n900001,Ash"u8.ToArray())).ShouldContain("is not a usable Excel workbook");
        WhyNot(new("schools.xlsx", SmallFiles.WorkbookOfZeros(0, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))).ShouldContain("it holds macros. Save it without them");
        WhyNot(new("schools.xlsx", SmallFiles.WorkbookOfZeros(101L * 1024 * 1024))).ShouldContain("it would be larger than 100 MB once unpacked");
        WhyNot(new("schools.xlsx", SmallFiles.WorkbookOfZeros(10))).ShouldStartWith("This is not a workbook that was downloaded here");
        WhyNot(new("schools.xlsx", SmallFiles.Workbook())).ShouldStartWith("This is not a workbook that was downloaded here");
    }

    [Fact]
    public void What_may_be_filled_in_is_open_with_lists_and_the_rest_is_locked()
    {
        using var workbook = new FilledInWorkbook(Contents);

        workbook.Schools.Protection.IsProtected.ShouldBeTrue();
        foreach (var column in SchoolSheet.Columns)
        {
            workbook.Cell(2, column.Title).Style.Protection.Locked.ShouldBe(column.Field is null, column.Title);
            workbook.Cell(1, column.Title).Style.Protection.Locked.ShouldBeTrue("headings stay");
            workbook.Cell(2, column.Title).HasDataValidation.ShouldBe(column.Choices.Count > 0, column.Title);
        }

        workbook.Cell(2, "Chromebooks needed").DataValidation.Value.ShouldBe("\"Yes,No,Not known\"");
        (workbook.Schools.SheetView.SplitRow, workbook.Schools.SheetView.SplitColumn).ShouldBe((1, 2));
        workbook.AsDownloaded.Visibility.ShouldBe(XLWorksheetVisibility.Hidden);
        workbook.Schools.Column(FilledInWorkbook.ColumnOf("School")).Width.ShouldBeGreaterThan(40);
    }

    private static void Spoil(IXLCell cell, string what)
    {
        switch (what)
        {
            case "formula":
                cell.FormulaA1 = "=\"Dee \"&\"Low\"";
                break;
            case "number":
                cell.Style.NumberFormat.SetNumberFormatId(0);
                cell.SetValue(1_632_960_001d).SetDataType(XLDataType.Number);
                break;
            case "date":
                cell.Style.NumberFormat.SetNumberFormatId(14);
                cell.SetValue(DateTime.Parse("2021-03-01", CultureInfo.InvariantCulture));
                break;
            case "true":
                cell.Style.NumberFormat.SetNumberFormatId(0);
                cell.SetValue(true);
                break;
            default:
                cell.SetValue(what).SetDataType(XLDataType.Text);
                break;
        }
    }

    private static IReadOnlyList<SheetRow> Read(FilledInWorkbook workbook) => SchoolSheetReader.Read(workbook.Save()).Value;

    private static string WhyNot(GivenFile file) => SchoolSheetReader.Read(file).Refusals.ShouldHaveSingleItem().Message;
}
