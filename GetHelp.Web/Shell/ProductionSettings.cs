namespace GetHelp.Web.Shell;

/// <summary>What may not be set in Production: whoever copies the settings of Development there would let strangers in, or fill a real database
/// with made-up schools.</summary>
internal static class ProductionSettings
{
    private const string DevelopmentSecret = "development-";

    private static readonly string[] Switches = ["Demonstration:Fill", "Simulator:Enabled"];

    /// <exception cref="InvalidOperationException">Something of Development is set; the message names it.</exception>
    public static WebApplicationBuilder RefuseDevelopmentSettings(this WebApplicationBuilder builder)
    {
        var wrong = builder.Environment.IsProduction() ? Wrong(builder.Configuration).ToList() : [];
        return wrong.Count == 0 ? builder : throw new InvalidOperationException(
            $"These settings belong to Development, and the environment is Production: {string.Join(", ", wrong)}. Remove them, or give them values of their own.");
    }

    private static IEnumerable<string> Wrong(IConfiguration configuration) =>
    [
        .. Switches.Where(key => configuration.GetValue<bool>(key)),
        .. configuration.AsEnumerable().Where(setting => setting.Value?.StartsWith(DevelopmentSecret, StringComparison.Ordinal) == true).Select(setting => setting.Key).Order(StringComparer.Ordinal),
    ];
}
