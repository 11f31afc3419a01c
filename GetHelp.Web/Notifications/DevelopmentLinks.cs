namespace GetHelp.Web.Notifications;

/// <summary>Addresses that are there in Development alone.</summary>
public static class DevelopmentLinks
{
    public const string Mailbox = "/development/mailbox";

    public const string Letters = "/development/letters";

    public static string Email(int number) => $"{Mailbox}/{number}";
}
