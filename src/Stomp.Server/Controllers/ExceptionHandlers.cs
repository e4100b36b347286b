namespace Stomp.Server.Controllers;

/// <summary>Who handles what a controller's methods throw.</summary>
/// <param name="own">The controller's own handlers, by exception.</param>
/// <param name="forAll">Those for all controllers.</param>
internal sealed class ExceptionHandlers(IReadOnlyDictionary<Type, ExceptionHandler> own, IReadOnlyDictionary<Type, ExceptionHandler> forAll)
{
    public IEnumerable<ExceptionHandler> All => own.Values.Concat(forAll.Values).Distinct();

    /// <summary>The handler for the most specific type; the controller's own come first, as in Spring.</summary>
    public ExceptionHandler? Find(Type exception) => Find(own, exception) ?? Find(forAll, exception);

    private static ExceptionHandler? Find(IReadOnlyDictionary<Type, ExceptionHandler> handlers, Type exception)
    {
        for (var type = exception; type is not null; type = type.BaseType)
        {
            if (handlers.TryGetValue(type, out var handler)) return handler;
        }

        return null;
    }
}
