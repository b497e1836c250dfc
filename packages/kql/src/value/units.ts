/** Sizes of units by the names the language knows them by, in the unit that is 1. */
export type Units = Readonly<Record<string, number>>;

const INCH = 0.0254;
const FOOT = 12 * INCH;
const YARD = 3 * FOOT;
const MILE = 5280 * FOOT;
const SURVEY_FOOT = 1200 / 3937;
const POUND = 0.453_592_37;
const OUNCE = POUND / 16;
const GRAVITY = 9.806_65;

export const LENGTH: Units = {
  Meter: 1, Angstrom: 1e-10, AstronomicalUnit: 149_597_870_700, Centimeter: 1e-2, Chain: 66 * FOOT, DataMile: 6000 * FOOT,
  Decameter: 10, Decimeter: 0.1, Fathom: 2 * YARD, Foot: FOOT, Hand: 4 * INCH, Hectometer: 100, Inch: INCH, Kilometer: 1000,
  Microinch: INCH * 1e-6, Micrometer: 1e-6, Mil: INCH / 1000, Mile: MILE, Millimeter: 1e-3, Nanometer: 1e-9,
  NauticalMile: 1852, UsSurveyFoot: SURVEY_FOOT, Yard: YARD,
}; // prettier-ignore

export const MASS: Units = {
  Kilogram: 1, Centigram: 1e-5, Decagram: 1e-2, Decigram: 1e-4, Grain: POUND / 7000, Gram: 1e-3, Hectogram: 0.1,
  Kilopound: 1000 * POUND, Kilotonne: 1e6, LongHundredweight: 112 * POUND, LongTon: 2240 * POUND, Megapound: 1e6 * POUND,
  Megatonne: 1e9, Microgram: 1e-9, Milligram: 1e-6, Nanogram: 1e-12, Ounce: OUNCE, Pound: POUND,
  ShortHundredweight: 100 * POUND, ShortTon: 2000 * POUND, Stone: 14 * POUND, Tonne: 1000,
}; // prettier-ignore

export const FORCE: Units = {
  Newton: 1, Decanewton: 10, Dyn: 1e-5, KilogramForce: GRAVITY, Kilonewton: 1000, KiloPond: GRAVITY,
  KilopoundForce: 1000 * POUND * GRAVITY, Meganewton: 1e6, Micronewton: 1e-6, Millinewton: 1e-3,
  OunceForce: OUNCE * GRAVITY, Poundal: POUND * FOOT, PoundForce: POUND * GRAVITY, ShortTonForce: 2000 * POUND * GRAVITY,
  TonneForce: 1000 * GRAVITY,
}; // prettier-ignore

export const ANGLE: Units = {
  Radian: 1, Arcminute: Math.PI / 10_800, Arcsecond: Math.PI / 648_000, Centiradian: 1e-2, Deciradian: 0.1,
  Degree: Math.PI / 180, Gradian: Math.PI / 200, Microdegree: (Math.PI / 180) * 1e-6, Microradian: 1e-6,
  Millidegree: (Math.PI / 180) * 1e-3, Milliradian: 1e-3, Nanodegree: (Math.PI / 180) * 1e-9, Nanoradian: 1e-9,
  NatoMil: Math.PI / 3200, Revolution: 2 * Math.PI,
}; // prettier-ignore

const BTU = 1055.055_852_62;
const CALORIE = 4.184;
const ELECTRONVOLT = 1.602_176_634e-19;
const WATT_HOUR = 3600;

export const ENERGY: Units = {
  Joule: 1, BritishThermalUnit: BTU, Calorie: CALORIE, ElectronVolt: ELECTRONVOLT, Erg: 1e-7,
  FootPound: FOOT * POUND * GRAVITY, GigabritishThermalUnit: BTU * 1e9, GigaelectronVolt: ELECTRONVOLT * 1e9,
  Gigajoule: 1e9, GigawattDay: WATT_HOUR * 24e9, GigawattHour: WATT_HOUR * 1e9, KilobritishThermalUnit: BTU * 1e3,
  Kilocalorie: CALORIE * 1e3, KiloelectronVolt: ELECTRONVOLT * 1e3, Kilojoule: 1e3, KilowattDay: WATT_HOUR * 24e3,
  KilowattHour: WATT_HOUR * 1e3, MegabritishThermalUnit: BTU * 1e6, Megacalorie: CALORIE * 1e6,
  MegaelectronVolt: ELECTRONVOLT * 1e6, Megajoule: 1e6, MegawattDay: WATT_HOUR * 24e6, MegawattHour: WATT_HOUR * 1e6,
  Millijoule: 1e-3, TeraelectronVolt: ELECTRONVOLT * 1e12, TerawattDay: WATT_HOUR * 24e12,
  TerawattHour: WATT_HOUR * 1e12, WattDay: WATT_HOUR * 24, WattHour: WATT_HOUR,
}; // prettier-ignore

/** Lengths in one of three times. */
export const SPEED: Units = {
  Knot: 1852 / 3600,
  MilePerHour: MILE / 3600,
  ...Object.fromEntries(
    Object.entries({
      Centimeter: 1e-2, Decimeter: 0.1, Foot: FOOT, Inch: INCH, Kilometer: 1000, Meter: 1, Micrometer: 1e-6, Millimeter: 1e-3,
      Nanometer: 1e-9, UsSurveyFoot: SURVEY_FOOT, Yard: YARD,
    }).flatMap(([name, size]) => [
      [`${name}PerHour`, size / 3600],
      [`${name}PerMinute`, size / 60],
      [`${name}PerSecond`, size],
    ]),
  ),
}; // prettier-ignore

const LITER = 1e-3;
const US_GALLON = 231 * INCH ** 3;
const IMPERIAL_GALLON = 4.546_09 * LITER;

/** The acre-foot has the six digits that the documented example has. */
export const VOLUME: Units = {
  CubicMeter: 1, AcreFoot: 1 / 0.000_810_714, BoardFoot: FOOT ** 3 / 12, Centiliter: LITER / 100, CubicCentimeter: 1e-6,
  CubicDecimeter: LITER, CubicFoot: FOOT ** 3, CubicHectometer: 1e6, CubicInch: INCH ** 3, CubicKilometer: 1e9,
  CubicMicrometer: 1e-18, CubicMile: MILE ** 3, CubicMillimeter: 1e-9, CubicYard: YARD ** 3, Decaliter: LITER * 10,
  DecausGallon: US_GALLON * 10, Deciliter: LITER / 10, DeciusGallon: US_GALLON / 10, HectocubicFoot: FOOT ** 3 * 100,
  HectocubicMeter: 100, Hectoliter: LITER * 100, HectousGallon: US_GALLON * 100, ImperialGallon: IMPERIAL_GALLON,
  ImperialOunce: IMPERIAL_GALLON / 160, ImperialPint: IMPERIAL_GALLON / 8, KilocubicFoot: FOOT ** 3 * 1000,
  KilocubicMeter: 1000, KiloimperialGallon: IMPERIAL_GALLON * 1000, Kiloliter: 1, KilousGallon: US_GALLON * 1000,
  Liter: LITER, MegacubicFoot: FOOT ** 3 * 1e6, MegaimperialGallon: IMPERIAL_GALLON * 1e6, Megaliter: LITER * 1e6,
  MegausGallon: US_GALLON * 1e6, Microliter: LITER * 1e-6, Milliliter: LITER * 1e-3, OilBarrel: US_GALLON * 42,
  UsGallon: US_GALLON, UsOunce: US_GALLON / 128, UsPint: US_GALLON / 8, UsQuart: US_GALLON / 4,
}; // prettier-ignore
