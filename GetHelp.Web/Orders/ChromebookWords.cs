using GetHelp.Core.Organisations;

namespace GetHelp.Web.Orders;

/// <summary>What is known of a school's Chromebooks, in a sentence.</summary>
public static class ChromebookWords
{
    public static string Of(ChromebookDetails details) => details switch
    {
        { Answer: ChromebookAnswer.Yes, Domain: not null, KnownDomain: null } => "The school will need Chromebooks, and nobody knows its Google domain yet.",
        { Answer: ChromebookAnswer.Yes, Domain: not null, Check: DomainCheck.IsNotWorkspace } =>
            $"Google does not know {details.Domain} as a Google Workspace domain. Chromebooks cannot be enrolled there: change it before you order any.",
        { Answer: ChromebookAnswer.Yes, Domain: not null } => $"Enrolled on {details.Domain}, recovery address {details.RecoveryAddress}.",
        { Answer: ChromebookAnswer.No } => "The school will not need Chromebooks.",
        { Answer: ChromebookAnswer.DoNotKnow } => "Not known yet whether the school will need Chromebooks.",
        _ => "Nobody has said yet whether the school will need Chromebooks, and where they are enrolled.",
    };
}
