namespace GetHelp.Bench.Hosting;

/// <summary>Publishes programs in Release, as they would be for people to use.</summary>
internal static class Publishing
{
    public static async Task<WebProgram> PortalAsync(Workshop workshop)
    {
        workshop.Say("Publishing the portal");
        return await PublishAsync(workshop, Path.Combine(workshop.Repository, "GetHelp.Web"), "GetHelp.Web");
    }

    /// <summary>What the SDK's own template makes. It is served without the browser script, which cannot be had here and which no
    /// measurement asks for: sessions are opened without a browser.</summary>
    public static async Task<WebProgram> BlazorTemplateAsync(Workshop workshop, string name, params string[] options)
    {
        workshop.Say($"Making and publishing {name} (dotnet new blazor {string.Join(' ', options)})");
        var project = Path.GetDirectoryName(workshop.NewPath("project"))!;
        await Commands.RunAsync("dotnet", ["new", "blazor", "--name", name, "--output", project, "--no-https", "--no-restore", .. options], project);
        return await PublishAsync(workshop, project, name, "-p:RequiresAspNetWebAssets=false");
    }

    private static async Task<WebProgram> PublishAsync(Workshop workshop, string project, string name, params string[] options)
    {
        var output = workshop.NewPath(name);
        await Commands.RunAsync("dotnet", ["publish", project, "--configuration", "Release", "--output", output, "-m:1", "--nologo", .. options], project);
        return new(name, Path.Combine(output, name + ".dll"));
    }
}
