namespace GetHelp.Core.Data.Demonstration;

/// <summary>Chance that falls the same way each time: every throw is a function of the school and of what is thrown for.</summary>
internal readonly struct Dice(int urn)
{
    /// <summary>A number from nought to <paramref name="sides"/> less one.</summary>
    /// <param name="what">What it decides: other purposes get other numbers.</param>
    public int Throw(string what, int sides)
    {
        // FNV-1a over the purpose, then the finaliser of SplitMix64, so that neighbouring schools have nothing to do with each other.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in what)
        {
            hash = (hash ^ c) * 1_099_511_628_211UL;
        }

        hash += (ulong)urn * 0x9E37_79B9_7F4A_7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return (int)((hash ^ (hash >> 31)) % (ulong)sides);
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(string what, IReadOnlyList<T> of) => of[Throw(what, of.Count)];
}
