namespace GetHelp.Bench.Hosting;

/// <summary>A published program that serves pages.</summary>
internal sealed record WebProgram(string Name, string Assembly)
{
    public string Folder => Path.GetDirectoryName(Assembly)!;
}
