using System.Xml.Linq;
using GetHelp.Core.Data;
using GetHelp.Core.SignIn;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Web.SignIn;

/// <summary>Keeps the keys of sessions and forms in the database.</summary>
internal sealed class DatabaseKeys(IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return db.ProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse).ToList();
    }

    // Nobody's doing, so it is no write of a viewer's and leaves no history.
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.ProtectionKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.GetUtcNow().UtcDateTime });
        db.SaveChanges();
    }
}
