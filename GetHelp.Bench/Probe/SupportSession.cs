using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Probe;

/// <summary>Signs in the first support agent that the database knows, by the product's own last step of signing in: a cookie like any other.
/// (The link before it would come by e-mail, which a published portal sends to a mail server.)</summary>
internal static class SupportSession
{
    public static async Task StartAsync(HttpContext context)
    {
        await using var db = await context.RequestServices.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync(context.RequestAborted);
        var agent = await db.Users.AsNoTracking().Include(u => u.Memberships).FirstAsync(u => u.Role == Role.Support, context.RequestAborted);
        await context.SignInAsync(agent.AsViewer(), SignInWay.EmailedLink);
    }
}
