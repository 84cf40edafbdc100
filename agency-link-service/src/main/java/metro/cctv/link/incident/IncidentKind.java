package metro.cctv.link.incident;

import java.util.List;

/** The controlled vocabulary. Aliases are what people and agencies say, without spaces (domain.md row 45). */
public enum IncidentKind {
    FIRE("화재", "불났", "불이났", "불이나", "불길", "연기가", "방화", "fire"),
    ROBBERY("강도", "robbery"),
    KIDNAP("납치", "유괴", "kidnap"),
    ASSAULT("폭행", "폭력", "싸움", "싸우", "assault", "fight"),
    STALKING("스토킹", "따라와요", "stalking"),
    THEFT("절도", "도둑", "훔쳐", "훔쳤", "theft"),
    MISSING("실종", "미아", "가출", "사라졌", "missing"),
    TRAFFIC("교통사고", "추돌", "뺑소니", "traffic", "crash"),
    RESCUE("구조", "갇혔", "빠졌", "추락", "rescue"),
    MEDICAL("구급", "응급환자", "쓰러졌", "심정지", "medical"),
    DISASTER("재난", "침수", "홍수", "붕괴", "지진", "산사태", "disaster", "flood"),
    INTRUSION("침입", "intrusion"),
    LOITERING("배회", "수상한사람", "loitering"),
    CRIME("범죄", "범인", "crime"),
    OTHER();

    private final List<String> aliases;

    IncidentKind(String... aliases) {
        this.aliases = List.of(aliases);
    }

    List<String> aliases() {
        return aliases;
    }
}
