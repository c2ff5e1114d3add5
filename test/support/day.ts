/** Day on which fixtures are judged, so that date rules stay put. */
export const FIXTURE_DAY = '2026-11-22';
