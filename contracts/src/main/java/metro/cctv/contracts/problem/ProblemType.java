package metro.cctv.contracts.problem;

import java.net.URI;

/** Every refusal a client can switch on. The URN is stable; the words may change. */
public enum ProblemType {
    BAD_REQUEST("bad-request", 400, "Bad request"),
    INVALID_FIELD("invalid-field", 422, "A field is missing or wrong"),
    NOT_AUTHENTICATED("not-authenticated", 401, "Log in first"),
    FORBIDDEN("forbidden", 403, "Not allowed for this role"),
    CONTRACT_ENDED("contract-ended", 403, "The agency's contract does not hold now"),
    CASE_NEEDED("case-needed", 403, "An open case that covers this camera is needed"),
    APPROVAL_NEEDED("approval-needed", 403, "A second person must approve first"),
    PURPOSE_NEEDED("purpose-needed", 403, "Name the purpose of looking"),
    CSRF_REFUSED("csrf-refused", 403, "The request lacks its CSRF token"),
    TICKET_REFUSED("ticket-refused", 403, "The media ticket is unknown, expired or revoked"),
    NOT_FOUND("not-found", 404, "No such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Not with this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "Cannot answer in that form"),
    CONFLICT("conflict", 409, "It changed meanwhile"),
    CAMERA_CODE_TAKEN("camera-code-taken", 409, "Camera code taken"),
    ACTIVATION_REFUSED("activation-refused", 409, "Something the law asks for is missing"),
    PTZ_HELD("ptz-held", 409, "Somebody else steers this camera"),
    PTZ_REFUSED("ptz-refused", 409, "The camera may not or cannot turn there"),
    AIRSPACE_RESTRICTED("airspace-restricted", 409, "The way crosses restricted airspace"),
    MODEL_REFUSED("model-refused", 422, "This model cannot be used"),
    IMPORT_REFUSED("import-refused", 422, "The file cannot be imported"),
    CAMERA_UNREACHABLE("camera-unreachable", 502, "The camera does not answer"),
    CAMERA_LOGIN_REFUSED("camera-login-refused", 502, "The camera refuses the user name or password"),
    CAMERA_ANSWER_REFUSED("camera-answer-refused", 502, "The camera's answer cannot be used"),
    CASE_EXISTS("case-exists", 409, "This case number is open already"),
    CASE_CLOSED("case-closed", 409, "The case is closed"),
    INCIDENT_STEP_REFUSED("incident-step-refused", 409, "The incident is not so far yet"),
    CHECKLIST_ORDER("checklist-order", 409, "Another item of the checklist comes first"),
    ALERT_ALREADY_HANDLED("alert-already-handled", 409, "Somebody handled this alert"),
    DESTROYED("destroyed", 410, "Destroyed by law; it cannot be brought back"),
    TOO_LARGE("too-large", 413, "Too large"),
    UNSUPPORTED_MEDIA("unsupported-media", 415, "Unsupported media type"),
    ADDRESS_REFUSED("address-refused", 400, "That address is not allowed"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    LOGIN_FAILED("login-failed", 401, "User name or password is wrong"),
    NO_PICTURE("no-picture", 503, "The camera gives no picture now"),
    UNAVAILABLE("unavailable", 503, "A part of the system is away; try again"),
    INTERNAL("internal", 500, "Our fault");

    private static final String PREFIX = "urn:metro-cctv:problem:";

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public URI uri() {
        return URI.create(PREFIX + slug);
    }
}
