package metro.cctv.registry.ptz;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cameras' presets as they last told them. */
@Component
class PresetBook {
    private final JdbcClient jdbc;

    PresetBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In order of token, numbers first. */
    List<Preset> of(String cameraId) {
        return jdbc.sql("""
                        select token, name, pan_deg, tilt_deg, zoom from ptz_preset where camera_code = ?
                        order by length(token), token
                        """)
                .param(cameraId)
                .query((row, n) -> {
                    Double panDeg = (Double) row.getObject("pan_deg");
                    HeadPosition position = panDeg == null
                            ? null
                            : new HeadPosition(panDeg, row.getDouble("tilt_deg"), row.getDouble("zoom"));
                    return new Preset(row.getString("token"), row.getString("name"), position);
                })
                .list();
    }

    Optional<Preset> find(String cameraId, String token) {
        return of(cameraId).stream().filter(p -> p.token().equals(token)).findFirst();
    }

    /** What the camera says is what there is. */
    @Transactional
    void replace(String cameraId, List<Preset> presets) {
        jdbc.sql("delete from ptz_preset where camera_code = ?").param(cameraId).update();
        for (Preset preset : presets) {
            HeadPosition p = preset.position();
            jdbc.sql("insert into ptz_preset values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            cameraId,
                            preset.token(),
                            preset.name(),
                            orNull(p == null ? null : p.panDeg()),
                            orNull(p == null ? null : p.tiltDeg()),
                            orNull(p == null ? null : p.zoom()))
                    .update();
        }
    }

    private static org.springframework.jdbc.core.SqlParameterValue orNull(@Nullable Double value) {
        return new org.springframework.jdbc.core.SqlParameterValue(java.sql.Types.DOUBLE, value);
    }
}
