/** Letters of the map come from the machine itself. */
export const MAP_FONT = ['Noto Sans CJK KR', 'Noto Sans KR', 'sans-serif'];
