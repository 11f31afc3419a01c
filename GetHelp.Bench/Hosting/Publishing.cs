namespace GetHelp.Bench.Hosting;

/// <summary>Publishes programs in Release, as they would be for people to use.</summary>
internal static class Publishing
{
    /// <summary>The least that can answer a click: its floor.</summary>
    private const string ClickPage = """
        @page "/click"
        <button id="click" data-ready="@(RendererInfo.IsInteractive ? "yes" : null)" @onclick="() => times++">Clicked @times times</button>
        @code { private int times; }
        """;

    public static async Task<WebProgram> PortalAsync(Workshop workshop)
    {
        workshop.Say("Publishing the portal");
        return await PublishAsync(workshop, Path.Combine(workshop.Repository, "GetHelp.Web"), "GetHelp.Web");
    }

    /// <summary>What the SDK's own template makes. It is served without the browser script, which cannot be had here: sessions are opened
    /// without a browser, and whoever opens one hands it the portal's.</summary>
    public static async Task<WebProgram> BlazorTemplateAsync(Workshop workshop, string name, params string[] options)
    {
        workshop.Say($"Making and publishing {name} (dotnet new blazor {string.Join(' ', options)})");
        var project = Path.GetDirectoryName(workshop.NewPath("project"))!;
        await Commands.RunAsync("dotnet", ["new", "blazor", "--name", name, "--output", project, "--no-https", "--no-restore", .. options], project);
        await File.WriteAllTextAsync(Path.Combine(project, "Components", "Pages", "Click.razor"), ClickPage);
        return await PublishAsync(workshop, project, name, "-p:RequiresAspNetWebAssets=false");
    }

    private static async Task<WebProgram> PublishAsync(Workshop workshop, string project, string name, params string[] options)
    {
        var output = workshop.NewPath(name);
        await Commands.RunAsync("dotnet", ["publish", project, "--configuration", "Release", "--output", output, "-m:1", "--nologo", .. options], project);
        return new(name, Path.Combine(output, name + ".dll"));
    }
}
