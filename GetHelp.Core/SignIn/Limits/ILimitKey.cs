namespace GetHelp.Core.SignIn.Limits;

/// <summary>With what addresses of people and of their machines are hashed before they are counted: without it the few that there are could be
/// tried out. All web nodes have the same one.</summary>
public interface ILimitKey
{
    ReadOnlyMemory<byte> Key { get; }
}
