namespace GetHelp.Web.Shell;

/// <summary>On a page that is there in Development and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevelopmentOnlyAttribute : Attribute;

internal static class DevelopmentOnly
{
    /// <summary>Answers 404 for pages marked with <see cref="DevelopmentOnlyAttribute"/>, outside of Development.</summary>
    public static void UseDevelopmentOnly(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<DevelopmentOnlyAttribute>() is null)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
