package metro.cctv.simulator.onvif;

import org.jspecify.annotations.Nullable;

/** A refusal, as ONVIF words it (Core specification §5.8.2). */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean senderIsWrong;
    private final String subcode;
    private final @Nullable String detailCode;

    private SoapFault(int status, boolean senderIsWrong, String subcode, String reason) {
        this(status, senderIsWrong, subcode, null, reason);
    }

    private SoapFault(int status, boolean senderIsWrong, String subcode, @Nullable String detailCode, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.senderIsWrong = senderIsWrong;
        this.subcode = subcode;
        this.detailCode = detailCode;
    }

    static SoapFault malformed(String reason) {
        return new SoapFault(400, true, "WellFormed", reason);
    }

    static SoapFault unknownAction(String action) {
        return new SoapFault(400, false, "ActionNotSupported", action);
    }

    static SoapFault badArgument(String reason) {
        return new SoapFault(400, true, "InvalidArgVal", reason);
    }

    /** @param detailCode the second subcode, e.g. {@code NoToken} */
    static SoapFault badArgument(String detailCode, String reason) {
        return new SoapFault(400, true, "InvalidArgVal", detailCode, reason);
    }

    /** Rightly asked, but the device cannot now. */
    static SoapFault refused(String detailCode, String reason) {
        return new SoapFault(400, false, "Action", detailCode, reason);
    }

    /** @param status 401 where the client gave nothing, 400 where its token is wrong */
    static SoapFault notAuthorised(int status) {
        return new SoapFault(status, true, "NotAuthorized", "Sender not authorized");
    }

    static SoapFault notReady() {
        return new SoapFault(503, false, "Action", "the picture is still being prepared");
    }

    int status() {
        return status;
    }

    String toXml() {
        String second = detailCode == null ? "" : "<s:Subcode><s:Value>ter:" + detailCode + "</s:Value></s:Subcode>";
        return """
                <s:Fault><s:Code><s:Value>s:%s</s:Value><s:Subcode><s:Value>ter:%s</s:Value>%s</s:Subcode></s:Code>\
                <s:Reason><s:Text xml:lang="en">%s</s:Text></s:Reason></s:Fault>""".formatted(
                senderIsWrong ? "Sender" : "Receiver", subcode, second, Xml.escape(String.valueOf(getMessage())));
    }
}
