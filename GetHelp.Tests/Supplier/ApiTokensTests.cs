using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class ApiTokensTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_token_is_kept_as_a_hash_lets_its_owner_in_and_shows_when_it_was_used(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (tokens, owner) = (database.Get<ApiTokens>(), await database.Given.SupplierUserAsync());
        var made = (await tokens.CreateAsync(owner, "  Warehouse \n east ", 90)).Value;

        (made.Name, made.ExpiresAt).ShouldBe(("Warehouse east", database.Clock.Now.AddDays(90)));
        var kept = await database.ReadAsync(db => db.ApiTokens.AsNoTracking().SingleAsync());
        kept.Hash.Length.ShouldBe(64);
        kept.Hash.ShouldNotContain(made.Token);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        var admitted = (await tokens.AdmitAsync(made.Token)).ShouldNotBeNull();
        (admitted.Viewer.Role, admitted.Viewer.UserId, admitted.Viewer.Name, admitted.Sender).ShouldBe((Role.Supplier, owner.UserId, "The supplier", $"{owner.Name}: Warehouse east"));
        (await tokens.ListAsync(owner)).Single().LastUsedAt.ShouldBe(database.Clock.Now);
        (await tokens.ListAsync(await database.Given.SupplierUserAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_lets_nobody_in_once_it_is_revoked_deleted_expired_or_without_its_owner()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (tokens, owner) = (database.Get<ApiTokens>(), await database.Given.SupplierUserAsync());
        var made = new Dictionary<string, string>();
        foreach (var name in new[] { "revoked", "deleted", "expired", "kept" })
        {
            made[name] = (await tokens.CreateAsync(owner, name, name == "expired" ? 30 : 365)).Value.Token;
        }

        var ids = (await tokens.ListAsync(owner)).ToDictionary(t => t.Name, t => t.Id);
        (await tokens.RevokeAsync(owner, ids["revoked"])).Value.ShouldBeTrue();
        (await tokens.DeleteAsync(owner, ids["deleted"])).Value.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromDays(30));

        (await tokens.AdmitAsync(made["kept"])).ShouldNotBeNull();
        foreach (var name in new[] { "revoked", "deleted", "expired" })
        {
            (await tokens.AdmitAsync(made[name])).ShouldBeNull(name);
        }

        await database.ReadAsync(db => db.Users.Where(u => u.Id == owner.UserId).ExecuteUpdateAsync(u => u.SetProperty(x => x.DeletedAt, DateTime.UnixEpoch)));
        (await tokens.AdmitAsync(made["kept"])).ShouldBeNull("its owner is gone");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("x")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_name_is_two_to_sixty_four_characters(string? name)
    {
        await using var database = await TestDatabase.CreateAsync();

        (await database.Get<ApiTokens>().CreateAsync(await database.Given.SupplierUserAsync(), name, 30)).Refusals.Single().ShouldBe(new NotATokenName());
    }

    [Fact]
    public async Task Names_are_unique_to_their_owner_and_tokens_are_theirs_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var tokens = database.Get<ApiTokens>();
        var (one, other) = (await database.Given.SupplierUserAsync(), await database.Given.SupplierUserAsync());
        await tokens.CreateAsync(one, "Warehouse", 30);

        (await tokens.CreateAsync(one, "Warehouse", 30)).Refusals.Single().ShouldBe(new TokenNameTaken("Warehouse"));
        (await tokens.CreateAsync(other, "Warehouse", 30)).Refusals.ShouldBeEmpty();
        (await tokens.CreateAsync(one, "For ever", 36_500)).Refusals.Single().ShouldBe(new NoTokenLife());
        (await tokens.RevokeAsync(other, (await tokens.ListAsync(one)).Single().Id)).Refusals.Single().ShouldBeOfType<Core.NotFound>();
        (await tokens.CreateAsync(await database.Given.SupportAsync(), "Warehouse", 30)).Refusals.Single().ShouldBeOfType<Core.NotAllowed>();
    }
}
