using GetHelp.Bench.Hosting;

namespace GetHelp.Bench;

/// <summary>What the benchmarks share: a folder that is gone afterwards, and in it, made once when first asked for, the published programs,
/// the filled database and the clients.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gethelp-bench-").FullName;
    private readonly Lazy<Task<WebProgram>> portal;
    private readonly Lazy<Task<WebProgram>> blazorTemplate;
    private readonly Lazy<Task<WebProgram>> blankBlazor;
    private readonly Lazy<Task<string>> database;
    private readonly Lazy<Task> clients;

    public Workshop()
    {
        Repository = FindRepository();
        portal = new(() => Publishing.PortalAsync(this));
        blazorTemplate = new(() => Publishing.BlazorTemplateAsync(this, "BlazorTemplate"));
        blankBlazor = new(() => Publishing.BlazorTemplateAsync(this, "BlankBlazor", "--empty", "--all-interactive"));
        database = new(() => FilledDatabase.CreateAsync(this));
        clients = new(() => Clients.InstallAsync(this));
    }

    /// <summary>Where GetHelp.sln is.</summary>
    public string Repository { get; }

    public Task<WebProgram> PortalAsync() => portal.Value;

    /// <summary>What `dotnet new blazor` gives.</summary>
    public Task<WebProgram> BlazorTemplateAsync() => blazorTemplate.Value;

    /// <summary>The same with nothing on its pages, and every page interactive.</summary>
    public Task<WebProgram> BlankBlazorAsync() => blankBlazor.Value;

    /// <summary>A copy, to be changed at will, of the demonstration's database.</summary>
    public async Task<string> DatabaseAsync()
    {
        var copy = NewPath("database.db");
        File.Copy(await database.Value, copy);
        return copy;
    }

    public async Task<Clients> StartClientsAsync(string script, CancellationToken cancellationToken)
    {
        await clients.Value;
        return Clients.Start(this, script, cancellationToken);
    }

    /// <summary>A path in this run's folder that nothing else has.</summary>
    public string NewPath(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName, name);

    public void Say(string what) => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {what}");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "GetHelp.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks run from a clone of the repository: GetHelp.sln was not found above the program.");
    }
}
