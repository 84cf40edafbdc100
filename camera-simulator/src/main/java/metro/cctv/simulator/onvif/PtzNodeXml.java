package metro.cctv.simulator.onvif;

/** What the PTZ service tells of itself: one node with ONVIF's generic spaces. */
final class PtzNodeXml {
    static final String PAN_TILT = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/";
    static final String ZOOM = "http://www.onvif.org/ver10/tptz/ZoomSpaces/";

    private PtzNodeXml() {}

    static String node(int maxPresets) {
        return """
                <tptz:PTZNode token="ptz" FixedHomePosition="false"><tt:Name>ptz</tt:Name><tt:SupportedPTZSpaces>%s%s%s%s%s%s%s%s\
                </tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>%d</tt:MaximumNumberOfPresets>\
                <tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode>""".formatted(
                        plane("AbsolutePanTiltPositionSpace", "PositionGenericSpace"),
                        line("AbsoluteZoomPositionSpace", ZOOM + "PositionGenericSpace", 0),
                        plane("RelativePanTiltTranslationSpace", "TranslationGenericSpace"),
                        line("RelativeZoomTranslationSpace", ZOOM + "TranslationGenericSpace", -1),
                        plane("ContinuousPanTiltVelocitySpace", "VelocityGenericSpace"),
                        line("ContinuousZoomVelocitySpace", ZOOM + "VelocityGenericSpace", -1),
                        line("PanTiltSpeedSpace", PAN_TILT + "GenericSpeedSpace", 0),
                        line("ZoomSpeedSpace", ZOOM + "ZoomGenericSpeedSpace", 0),
                        maxPresets);
    }

    static String configurations() {
        return """
                <tptz:GetConfigurationsResponse><tptz:PTZConfiguration token="ptz"><tt:Name>ptz</tt:Name>\
                <tt:UseCount>2</tt:UseCount><tt:NodeToken>ptz</tt:NodeToken>\
                <tt:DefaultAbsolutePantTiltPositionSpace>%s</tt:DefaultAbsolutePantTiltPositionSpace>\
                <tt:DefaultAbsoluteZoomPositionSpace>%s</tt:DefaultAbsoluteZoomPositionSpace>\
                <tt:DefaultPTZTimeout>PT5S</tt:DefaultPTZTimeout></tptz:PTZConfiguration>\
                </tptz:GetConfigurationsResponse>""".formatted(PAN_TILT + "PositionGenericSpace", ZOOM + "PositionGenericSpace");
    }

    static String capabilities() {
        return """
                <tptz:GetServiceCapabilitiesResponse><tptz:Capabilities EFlip="false" Reverse="false" \
                GetCompatibleConfigurations="false" MoveStatus="true" StatusPosition="true"/>\
                </tptz:GetServiceCapabilitiesResponse>""";
    }

    private static String plane(String name, String space) {
        return """
                <tt:%s><tt:URI>%s</tt:URI><tt:XRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:XRange>\
                <tt:YRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:YRange></tt:%s>""".formatted(name, PAN_TILT + space, name);
    }

    private static String line(String name, String uri, int min) {
        return """
                <tt:%s><tt:URI>%s</tt:URI><tt:XRange><tt:Min>%d</tt:Min><tt:Max>1</tt:Max></tt:XRange></tt:%s>""".formatted(name, uri, min, name);
    }
}
