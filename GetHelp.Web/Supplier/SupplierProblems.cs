using GetHelp.Core;
using GetHelp.Core.Supplier;
using GetHelp.Web.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GetHelp.Web.Supplier;

/// <summary>Every "no" that the supplier can get from us, as a problem document (RFC 9457).</summary>
internal static class SupplierProblems
{
    public static ProblemHttpResult NotKnown => Problem(401, "not-known", "We do not know you", "Send the bearer token that you were given.");

    public static ProblemHttpResult NotPosted => Problem(405, "not-posted", "Events are posted", "Use POST.");

    public static ProblemHttpResult NotJson => Problem(415, "not-json", "Not JSON", "Send application/json, in UTF-8 and not compressed.");

    public static ProblemHttpResult TooLarge => Problem(413, "too-large", "Too large", $"An event has at most {RequestBodies.MaxBytes / 1024} KB.");

    public static ProblemHttpResult OurFault => Problem(500, "our-fault", "Something went wrong here", "Nothing was changed. Send the same event again later.");

    public static ProblemHttpResult TooMany(TimeSpan wait) =>
        Problem(429, "too-many", "Too many at once", $"Nothing was changed. Send the same event again in {TooManyRequests.Seconds(wait)} seconds.");

    public static ProblemHttpResult Of(Refusal refusal) => refusal switch
    {
        IncompleteEvent incomplete => Problem(400, "incomplete", "Something is missing or not understood", refusal.Message, incomplete.Field),
        MalformedEvent => Problem(400, "malformed", "Not an event", refusal.Message),
        UnknownOrder => Problem(404, "unknown-order", "Unknown order", refusal.Message),
        ImpossibleChange => Problem(409, "impossible-change", "The order cannot take this change", refusal.Message),
        EventIdTaken => Problem(409, "event-id-taken", "Two events under one id", refusal.Message, "eventId"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "The supplier is not told of this."),
    };

    private static ProblemHttpResult Problem(int status, string name, string title, string detail, string? field = null)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:get-help-with-technology:supplier:{name}", Title = title, Detail = detail };
        if (field is not null)
        {
            problem.Extensions["field"] = field;
        }

        return TypedResults.Problem(problem);
    }
}
