package metro.cctv.registry.onvif;

import java.io.Serial;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** The device understood the call and says no. */
public final class SoapFault extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;
    private final String subcode;
    private final String reason;

    /**
     * @param subcode the innermost one, without prefix, e.g. {@code ActionNotSupported}
     * @param reason the device's words, one line
     */
    SoapFault(String action, String subcode, String reason) {
        super(
                ProblemType.CAMERA_ANSWER_REFUSED,
                "The device refuses " + action + ": " + (reason.isEmpty() ? subcode : reason) + ".");
        this.action = action;
        this.subcode = subcode;
        this.reason = reason;
    }

    public String action() {
        return action;
    }

    public String subcode() {
        return subcode;
    }

    public String reason() {
        return reason;
    }
}
