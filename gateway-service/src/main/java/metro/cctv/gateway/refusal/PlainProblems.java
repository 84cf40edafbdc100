package metro.cctv.gateway.refusal;

import metro.cctv.contracts.problem.ProblemType;

/** The problem for a bare HTTP status, where a container or a framework gave up before any of our code ran. */
final class PlainProblems {
    private PlainProblems() {}

    static ProblemType of(int status) {
        return switch (status) {
            case 401 -> ProblemType.NOT_AUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA;
            case 429 -> ProblemType.TOO_MANY_REQUESTS;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status >= 500 ? ProblemType.INTERNAL : ProblemType.BAD_REQUEST;
        };
    }
}
