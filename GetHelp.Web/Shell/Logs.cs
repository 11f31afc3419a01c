namespace GetHelp.Web.Shell;

/// <summary>How the program tells what it does.</summary>
internal static class Logs
{
    /// <summary>Outside of Development a line is a JSON object, with the trace of the request that it belongs to: programs read it before people do.</summary>
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }

        return builder;
    }
}
