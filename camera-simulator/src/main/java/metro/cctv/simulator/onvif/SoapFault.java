package metro.cctv.simulator.onvif;

/** A refusal, as ONVIF words it (Core specification §5.8.2). */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean senderIsWrong;
    private final String subcode;

    private SoapFault(int status, boolean senderIsWrong, String subcode, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.senderIsWrong = senderIsWrong;
        this.subcode = subcode;
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
        return """
                <s:Fault><s:Code><s:Value>s:%s</s:Value><s:Subcode><s:Value>ter:%s</s:Value></s:Subcode></s:Code>\
                <s:Reason><s:Text xml:lang="en">%s</s:Text></s:Reason></s:Fault>""".formatted(senderIsWrong ? "Sender" : "Receiver", subcode, Xml.escape(String.valueOf(getMessage())));
    }
}
