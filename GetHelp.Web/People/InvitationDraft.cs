using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;

namespace GetHelp.Web.People;

/// <summary>An invitation that is being written, as it was typed.</summary>
public sealed record InvitationDraft
{
    public string Name { get; init; } = "";

    public string EmailAddress { get; init; } = "";

    public string Telephone { get; init; } = "";

    /// <summary>What was answered, for each account about which it was asked.</summary>
    public IReadOnlyDictionary<Account, MayOrder> Orders { get; init; } = new Dictionary<Account, MayOrder>();

    public PersonDetails Person => new() { Name = Name, EmailAddress = EmailAddress, Telephone = Telephone };

    public InvitationDraft With(Account account, MayOrder may) => this with { Orders = new Dictionary<Account, MayOrder>(Orders) { [account] = may } };

    public Invitation ToInvitation() => new() { Person = Person, OrdersOn = [.. Orders.Where(answer => answer.Value == MayOrder.Yes).Select(answer => answer.Key)] };
}
