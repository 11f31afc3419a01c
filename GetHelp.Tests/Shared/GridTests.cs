using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

public sealed class GridTests
{
    private readonly RowChanges<Fruit> changes = new(new(fruit => fruit.Id));

    [Fact]
    public void A_rows_html_is_made_once_however_often_it_is_shown()
    {
        var made = 0;
        var columns = new GridColumns<Fruit>(f => f.Id, new GridColumn<Fruit>("Name", fruit => Html.Of($"{fruit.Name} {++made}")));
        var plum = new Fruit(1, "Plum");

        columns.Of(plum).ShouldBeSameAs(columns.Of(plum));
        made.ShouldBe(1);
        columns.Of(plum with { Name = "Damson" }).Rest.Value.ShouldContain("Damson 2");
    }

    [Fact]
    public void A_rows_header_is_a_piece_of_its_own_and_stays_as_it_is_when_the_rest_changes()
    {
        var columns = new GridColumns<Fruit>(
            fruit => fruit.Id,
            new GridColumn<Fruit>("No.", fruit => Html.Of($"<a href=\"/{fruit.Id}\">{fruit.Id}</a>")) { IsRowHeader = true },
            new GridColumn<Fruit>("Name & kind", fruit => Html.Of($"{fruit.Name}")),
            new GridColumn<Fruit>("Age", _ => Html.Of($"3")) { IsNumber = true });

        var (plum, damson) = (columns.Of(new(1, "Plum")), columns.Of(new(1, "<Damson>")));

        plum.Header.Value.ShouldBe("""<th scope="row" data-label="No."><a href="/1">1</a></th>""");
        damson.Header.ShouldBe(plum.Header);
        damson.Rest.Value.ShouldBe("""<td data-label="Name &amp; kind">&lt;Damson&gt;</td><td data-label="Age" class="number">3</td>""");
    }

    [Fact]
    public void A_row_that_came_has_not_changed() => Show(new(1, "Plum"), new(2, "Pear")).ShouldBe([0, 0]);

    [Fact]
    public void A_row_has_changed_as_often_as_it_was_shown_otherwise()
    {
        Show(new(1, "Plum"), new(2, "Pear"));

        Show(new(1, "Damson"), new(2, "Pear")).ShouldBe([1, 0]);
        Show(new(1, "Damson"), new(2, "Pear")).ShouldBe([1, 0]);
        Show(new(3, "Fig"), new(1, "Plum")).ShouldBe([0, 2]);
    }

    [Fact]
    public void What_is_no_news_of_a_row_does_not_count_as_a_change()
    {
        var quiet = new RowChanges<Fruit>(new(fruit => fruit.Id) { IsNews = (before, now) => before.Name[0] != now.Name[0] });
        quiet.Show([new(1, "Plum")]);

        quiet.Show([new(1, "Pear")]);
        quiet.Times(1).ShouldBe(0);
        quiet.Show([new(1, "Fig")]);
        quiet.Times(1).ShouldBe(1);
    }

    [Fact]
    public void A_row_that_went_and_came_back_is_new()
    {
        Show(new Fruit(1, "Plum"));
        Show(new Fruit(1, "Damson")).ShouldBe([1]);
        Show(new Fruit(2, "Pear"));

        Show(new Fruit(1, "Sloe")).ShouldBe([0]);
    }

    private List<int> Show(params Fruit[] fruit)
    {
        changes.Show(fruit);
        return fruit.Select(f => changes.Times(f.Id)).ToList();
    }

    private sealed record Fruit(int Id, string Name);
}
