namespace GetHelp.Core.Data;

/// <summary>Something that has to follow from writes, whichever they are and whoever makes them: asked once for each, when its work is saved and
/// before it is committed, in the same transaction.</summary>
public interface IBeforeCommit
{
    /// <summary>Writes what follows. Saves it, too; most writes it leaves as they are, and costs them nothing.</summary>
    Task FollowAsync(WriteTransaction write, CancellationToken cancellationToken);
}
