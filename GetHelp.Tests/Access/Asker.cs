namespace GetHelp.Tests.Access;

/// <summary>Who asks: everybody whom the table of access knows, and groups of them by which its rows are written.</summary>
[Flags]
public enum Asker
{
    Nobody = 0,

    /// <summary>Who is not signed in.</summary>
    Stranger = 1,

    /// <summary>Somebody of the school that is asked about, and of no other.</summary>
    School = 2,

    /// <summary>Somebody of another school, of another responsible body.</summary>
    OtherSchool = 4,

    /// <summary>Somebody of the responsible body that is asked about, or that answers for the school.</summary>
    Body = 8,

    /// <summary>Somebody of another responsible body.</summary>
    OtherBody = 16,

    Network = 32,

    Supplier = 64,

    SupportAgent = 128,

    ThirdLine = 256,

    Support = SupportAgent | ThirdLine,

    Members = School | OtherSchool | Body | OtherBody,

    SignedIn = Members | Network | Supplier | Support,

    Everybody = SignedIn | Stranger,
}

/// <summary>What they are answered.</summary>
public enum Answer
{
    /// <summary>The page, or the file.</summary>
    Sees,

    /// <summary>Led on to another page of theirs.</summary>
    Led,

    /// <summary>Led to the sign-in page, and back afterwards.</summary>
    SignIn,

    Forbidden,

    NotFound,

    /// <summary>The endpoint is theirs, and could not read what was sent.</summary>
    NotRead,

    /// <summary>The address takes messages, and nothing else.</summary>
    NotPosted,

    /// <summary>A system without its token.</summary>
    NoToken,
}
