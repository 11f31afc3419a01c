using GetHelp.Core;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Web.Limits;

namespace GetHelp.Web.SignIn;

/// <summary>Asks for a link on behalf of the browser in front of which somebody sits, and has it carry on what was asked.</summary>
public sealed class AskForLink(SignInService signIn, SignInNote<AskedNote> note, TimeProvider clock)
{
    public async Task<Result<LinkAsked>> AskAsync(HttpContext http, string? emailAddress, string? returnUrl)
    {
        var local = LocalUrl.OrNull(returnUrl);
        var asked = await signIn.RequestLinkAsync(
            new() { EmailAddress = emailAddress, ReturnUrl = local, Browser = BrowserCookie.Ensure(http), Client = http.Client() }, http.RequestAborted);
        if (asked.Refusals is [TooMany enough])
        {
            http.Response.SayTooMany(enough.AgainAt - clock.GetUtcNow().UtcDateTime);
        }
        else if (!asked.Refused)
        {
            note.Write(http, new(asked.Value.EmailAddress.Value, local, asked.Value.IsSent));
        }

        return asked;
    }
}
