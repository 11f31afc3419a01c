using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Caps;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>What somebody of the supplier answers when it has taken note of an organisation.</summary>
/// <param name="Changes">Whether the number becomes another; null when that was not answered. An organisation that has none gets one in any case.</param>
public sealed record SupplierNumberAnswer(bool? Changes, string? Number);

/// <summary>An organisation that the supplier has still to take note of. Equal rows look equal.</summary>
public sealed record WaitingOrganisation
{
    public required int Id { get; init; }

    /// <summary>A school's; null of a responsible body.</summary>
    public Urn? Urn { get; init; }

    public required string Name { get; init; }

    /// <summary>As the supplier's files name a responsible body: the school's, or its own.</summary>
    public required string BodyIdentifier { get; init; }

    public required string ResponsibleBody { get; init; }

    public required Address Address { get; init; }

    public required SupplierChange Change { get; init; }

    /// <summary>The ship-to or sold-to number; null while there is none.</summary>
    public string? Number { get; init; }

    /// <summary>What is new to the supplier: an organisation without a number always is.</summary>
    public bool IsNew => Number is null || Change == SupplierChange.New;
}

/// <summary>The supplier's queue of schools that want a ship-to number and responsible bodies that want a sold-to number (spec 03 §6, §7).</summary>
public sealed class SupplierNumbers(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
{
    /// <summary>Open schools with a change, or without a number; by body and name.</summary>
    /// <param name="isNew">Only new ones, or only amended ones.</param>
    public async Task<Result<IReadOnlyList<WaitingOrganisation>>> SchoolsAsync(Viewer viewer, bool? isNew = null, CancellationToken cancellationToken = default)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await db.Schools.AsNoTracking().Include(s => s.ResponsibleBody)
            .Where(s => s.Status == OrganisationStatus.Open && (s.ShipTo == null || s.SupplierChange == SupplierChange.New || s.SupplierChange == SupplierChange.Amended))
            .OrderBy(s => s.ResponsibleBody!.Kind).ThenBy(s => s.ResponsibleBody!.Name).ThenBy(s => s.Name).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        return Only(isNew, schools.ConvertAll(Waiting));
    }

    /// <summary>Responsible bodies with at least one school and a change, or without a number; by kind and name.</summary>
    /// <inheritdoc cref="SchoolsAsync"/>
    public async Task<Result<IReadOnlyList<WaitingOrganisation>>> BodiesAsync(Viewer viewer, bool? isNew = null, CancellationToken cancellationToken = default)
    {
        if (WhyNot(viewer) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var bodies = await db.ResponsibleBodies.AsNoTracking()
            .Where(b => b.Status == OrganisationStatus.Open && (b.SoldTo == null || b.SupplierChange == SupplierChange.New || b.SupplierChange == SupplierChange.Amended))
            .Where(b => db.Schools.Any(s => s.ResponsibleBodyId == b.Id && s.Status == OrganisationStatus.Open))
            .OrderBy(b => b.Kind).ThenBy(b => b.Name).ThenBy(b => b.Id)
            .ToListAsync(cancellationToken);
        var ukprns = await SupplierIdentifier.UkprnsAsync(db, bodies, cancellationToken);
        return Only(isNew, bodies.ConvertAll(body => Waiting(body, ukprns)));
    }

    /// <summary>Any school, whether or not it waits; null when there is none, or it is not the viewer's to number.</summary>
    public async Task<WaitingOrganisation?> FindSchoolAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return WhyNot(viewer) is null && await db.Schools.AsNoTracking().Include(s => s.ResponsibleBody).SingleOrDefaultAsync(s => s.Urn == urn, cancellationToken) is { } school
            ? Waiting(school) : null;
    }

    /// <inheritdoc cref="FindSchoolAsync"/>
    public async Task<WaitingOrganisation?> FindBodyAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return WhyNot(viewer) is null && await db.ResponsibleBodies.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is { } body
            ? Waiting(body, await SupplierIdentifier.UkprnsAsync(db, [body], cancellationToken)) : null;
    }

    /// <summary>The supplier has taken note of a school. A number that was missing lets the caps that were held for it go out (spec 08 A17).</summary>
    public Task<Result<bool>> SetShipToAsync(Viewer viewer, Urn urn, SupplierNumberAnswer answer, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (WhyNot(viewer) is { } refusal)
                {
                    return refusal;
                }

                if (await write.Db.Schools.SingleOrDefaultAsync(s => s.Urn == urn, cancellationToken) is not { } school)
                {
                    return new NotFound();
                }

                var number = Decide(answer, school.ShipTo, "ship-to");
                if (number.Refused)
                {
                    return Result<bool>.Refuse(number.Refusals);
                }

                if (await write.Db.Schools.Where(s => s.ShipTo == number.Value && s.Id != school.Id).Select(s => s.Name).FirstOrDefaultAsync(cancellationToken) is { } other)
                {
                    return new NumberTaken(number.Value, other);
                }

                if (school.ShipTo != number.Value)
                {
                    write.Record(HistoryKind.SupplierNumberChanged, new() { SchoolId = school.Id }, $"Ship-to: {school.ShipTo ?? "none"} to {number.Value}");

                    // Another account knows nothing of what this one was told.
                    await write.Db.CapUpdates.Where(u => u.SchoolId == school.Id).ExecuteDeleteAsync(cancellationToken);
                    write.TellSupplier(CapsChanged.School(school.Id));
                }

                (school.ShipTo, school.SupplierChange) = (number.Value, SupplierChange.None);
                write.Tell(Topic.SupplierAccounts, Topic.School(school.Id));
                return true;
            },
            cancellationToken);

    /// <summary>The supplier has taken note of a responsible body.</summary>
    public Task<Result<bool>> SetSoldToAsync(Viewer viewer, int id, SupplierNumberAnswer answer, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (WhyNot(viewer) is { } refusal)
                {
                    return refusal;
                }

                if (await write.Db.ResponsibleBodies.SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is not { } body)
                {
                    return new NotFound();
                }

                var number = Decide(answer, body.SoldTo, "sold-to");
                if (number.Refused)
                {
                    return Result<bool>.Refuse(number.Refusals);
                }

                if (await write.Db.ResponsibleBodies.Where(b => b.SoldTo == number.Value && b.Id != id).Select(b => b.Name).FirstOrDefaultAsync(cancellationToken) is { } other)
                {
                    return new NumberTaken(number.Value, other);
                }

                if (body.SoldTo != number.Value)
                {
                    write.Record(HistoryKind.SupplierNumberChanged, new() { ResponsibleBodyId = id }, $"Sold-to: {body.SoldTo ?? "none"} to {number.Value}");
                }

                (body.SoldTo, body.SupplierChange) = (number.Value, SupplierChange.None);
                write.Tell(Topic.SupplierAccounts);
                return true;
            },
            cancellationToken);

    /// <summary>The number that holds from now on. "It does not change" is taken at its word, whatever stands in the field (spec 08 D8).</summary>
    private static Result<string> Decide(SupplierNumberAnswer answer, string? known, string what)
    {
        if (known is not null && answer.Changes is not true)
        {
            return answer.Changes is false ? known : new NotSaidWhetherItChanges();
        }

        var number = answer.Number?.Trim() ?? "";
        return number.Length is > 0 and <= SupplierAccounts.NumberMaxLength && number.All(char.IsAsciiDigit) ? number : new NotASupplierNumber(what);
    }

    private static Refusal? WhyNot(Viewer viewer) => viewer.Role == Role.Supplier ? null : new NotAllowed("say what the supplier's numbers are");

    private static Result<IReadOnlyList<WaitingOrganisation>> Only(bool? isNew, List<WaitingOrganisation> all) => isNew is null ? all : all.FindAll(one => one.IsNew == isNew);

    private static WaitingOrganisation Waiting(School school) => new()
    {
        Id = school.Id,
        Urn = school.Urn,
        Name = school.Name,
        BodyIdentifier = SupplierIdentifier.Of(school.ResponsibleBody!, school.Ukprn),
        ResponsibleBody = school.ResponsibleBody!.Name,
        Address = school.Address,
        Change = school.SupplierChange,
        Number = school.ShipTo,
    };

    private static WaitingOrganisation Waiting(ResponsibleBody body, Dictionary<int, int?> ukprns) => new()
    {
        Id = body.Id,
        Name = body.Name,
        BodyIdentifier = SupplierIdentifier.Of(body, ukprns.GetValueOrDefault(body.Id)),
        ResponsibleBody = body.Name,
        Address = body.Address,
        Change = body.SupplierChange,
        Number = body.SoldTo,
    };
}

/// <summary>It has a number, and whether that becomes another was not answered.</summary>
public sealed record NotSaidWhetherItChanges : Refusal
{
    public override string Message => "Say whether the number changes.";
}

/// <summary>Not one of the supplier's numbers.</summary>
public sealed record NotASupplierNumber(string What) : Refusal
{
    public override string Message => $"Enter the {What} number: digits alone, at most {SupplierAccounts.NumberMaxLength} of them.";
}

/// <summary>Two organisations cannot share one.</summary>
public sealed record NumberTaken(string Number, string By) : Refusal
{
    public override string Message => $"{Number} is the number of {By} already. Each organisation has its own.";
}
