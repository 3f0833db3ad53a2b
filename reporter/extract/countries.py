"""Countries with the words for them: names, demonyms, capitals and the region that news writing puts them in.

One line a country: `name|other names|demonyms|capitals|region`, several of one sort with semicolons.
Regions: E Europe, A Asia, M Middle East, F Africa, N North America and the Caribbean, S South America, O Oceania.
Names are matched with their capitals as written here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_TABLE = """
Afghanistan||Afghan;Afghans|Kabul|A
Albania||Albanian;Albanians|Tirana|E
Algeria||Algerian;Algerians|Algiers|F
Andorra||Andorran;Andorrans||E
Angola||Angolan;Angolans|Luanda|F
Antigua and Barbuda||Antiguan;Antiguans||N
Argentina||Argentine;Argentines;Argentinian;Argentinians|Buenos Aires|S
Armenia||Armenian;Armenians|Yerevan|A
Australia||Australian;Australians|Canberra|O
Austria||Austrian;Austrians|Vienna|E
Azerbaijan||Azerbaijani;Azerbaijanis;Azeri;Azeris|Baku|A
Bahamas|The Bahamas|Bahamian;Bahamians|Nassau|N
Bahrain||Bahraini;Bahrainis|Manama|M
Bangladesh||Bangladeshi;Bangladeshis|Dhaka|A
Barbados||Barbadian;Barbadians|Bridgetown|N
Belarus||Belarusian;Belarusians|Minsk|E
Belgium||Belgian;Belgians|Brussels|E
Belize||Belizean;Belizeans|Belmopan|N
Benin||Beninese|Porto-Novo|F
Bhutan||Bhutanese|Thimphu|A
Bolivia||Bolivian;Bolivians|La Paz|S
Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina|Bosnian;Bosnians|Sarajevo|E
Botswana||Botswanan;Botswanans|Gaborone|F
Brazil||Brazilian;Brazilians|Brasilia|S
Brunei||Bruneian;Bruneians||A
Bulgaria||Bulgarian;Bulgarians|Sofia|E
Burkina Faso||Burkinabe|Ouagadougou|F
Burundi||Burundian;Burundians|Gitega|F
Cambodia||Cambodian;Cambodians|Phnom Penh|A
Cameroon||Cameroonian;Cameroonians|Yaounde|F
Canada||Canadian;Canadians|Ottawa|N
Cape Verde|Cabo Verde|Cape Verdean|Praia|F
Central African Republic||Central African|Bangui|F
Chad||Chadian;Chadians|N'Djamena|F
Chile||Chilean;Chileans|Santiago|S
China|People's Republic of China;PRC|Chinese|Beijing|A
Colombia||Colombian;Colombians|Bogota|S
Comoros||Comorian;Comorians|Moroni|F
Democratic Republic of the Congo|Democratic Republic of Congo;DR Congo;DRC|Congolese|Kinshasa|F
Republic of the Congo|Congo-Brazzaville||Brazzaville|F
Costa Rica||Costa Rican;Costa Ricans|San Jose|N
Croatia||Croatian;Croatians;Croat;Croats|Zagreb|E
Cuba||Cuban;Cubans|Havana|N
Cyprus||Cypriot;Cypriots|Nicosia|E
Czech Republic|Czechia|Czech;Czechs|Prague|E
Denmark||Danish;Dane;Danes|Copenhagen|E
Djibouti||Djiboutian;Djiboutians||F
Dominica||||N
Dominican Republic||Dominican;Dominicans|Santo Domingo|N
East Timor|Timor-Leste|Timorese|Dili|A
Ecuador||Ecuadorian;Ecuadorians;Ecuadorean|Quito|S
Egypt||Egyptian;Egyptians|Cairo|M
El Salvador||Salvadoran;Salvadorans|San Salvador|N
Equatorial Guinea|||Malabo|F
Eritrea||Eritrean;Eritreans|Asmara|F
Estonia||Estonian;Estonians|Tallinn|E
Eswatini|Swaziland|Swazi;Swazis|Mbabane|F
Ethiopia||Ethiopian;Ethiopians|Addis Ababa|F
Fiji||Fijian;Fijians|Suva|O
Finland||Finnish;Finn;Finns|Helsinki|E
France|French Republic|French;Frenchman;Frenchmen;Frenchwoman|Paris|E
Gabon||Gabonese|Libreville|F
Gambia|The Gambia|Gambian;Gambians|Banjul|F
Georgia||Georgian;Georgians|Tbilisi|A
Germany|Federal Republic of Germany|German;Germans|Berlin|E
Ghana||Ghanaian;Ghanaians|Accra|F
Greece||Greek;Greeks|Athens|E
Grenada||Grenadian;Grenadians||N
Guatemala||Guatemalan;Guatemalans|Guatemala City|N
Guinea||Guinean;Guineans|Conakry|F
Guinea-Bissau|||Bissau|F
Guyana||Guyanese|Georgetown|S
Haiti||Haitian;Haitians|Port-au-Prince|N
Honduras||Honduran;Hondurans|Tegucigalpa|N
Hungary||Hungarian;Hungarians|Budapest|E
Iceland||Icelandic;Icelander;Icelanders|Reykjavik|E
India||Indian|New Delhi|A
Indonesia||Indonesian;Indonesians|Jakarta|A
Iran|Islamic Republic of Iran;Islamic Republic|Iranian;Iranians|Tehran|M
Iraq||Iraqi;Iraqis|Baghdad|M
Ireland|Republic of Ireland|Irish;Irishman|Dublin|E
Israel|State of Israel|Israeli;Israelis|Jerusalem|M
Italy||Italian;Italians|Rome|E
Ivory Coast|Cote d'Ivoire|Ivorian;Ivorians|Yamoussoukro|F
Jamaica||Jamaican;Jamaicans||N
Japan||Japanese|Tokyo|A
Jordan||Jordanian;Jordanians|Amman|M
Kazakhstan||Kazakh;Kazakhs|Astana|A
Kenya||Kenyan;Kenyans|Nairobi|F
Kiribati|||Tarawa|O
Kosovo||Kosovar;Kosovars|Pristina|E
Kuwait||Kuwaiti;Kuwaitis|Kuwait City|M
Kyrgyzstan||Kyrgyz|Bishkek|A
Laos||Laotian;Laotians;Lao|Vientiane|A
Latvia||Latvian;Latvians|Riga|E
Lebanon||Lebanese|Beirut|M
Lesotho||Basotho|Maseru|F
Liberia||Liberian;Liberians|Monrovia|F
Libya||Libyan;Libyans|Tripoli|M
Liechtenstein|||Vaduz|E
Lithuania||Lithuanian;Lithuanians|Vilnius|E
Luxembourg||Luxembourger;Luxembourgers||E
Madagascar||Malagasy|Antananarivo|F
Malawi||Malawian;Malawians|Lilongwe|F
Malaysia||Malaysian;Malaysians|Kuala Lumpur|A
Maldives|The Maldives|Maldivian;Maldivians||A
Mali||Malian;Malians|Bamako|F
Malta||Maltese|Valletta|E
Marshall Islands||Marshallese|Majuro|O
Mauritania||Mauritanian;Mauritanians|Nouakchott|F
Mauritius||Mauritian;Mauritians|Port Louis|F
Mexico||Mexican;Mexicans|Mexico City|N
Micronesia||Micronesian;Micronesians||O
Moldova||Moldovan;Moldovans|Chisinau|E
Monaco||Monegasque||E
Mongolia||Mongolian;Mongolians|Ulaanbaatar|A
Montenegro||Montenegrin;Montenegrins|Podgorica|E
Morocco||Moroccan;Moroccans|Rabat|M
Mozambique||Mozambican;Mozambicans|Maputo|F
Myanmar|Burma|Burmese|Naypyidaw|A
Namibia||Namibian;Namibians|Windhoek|F
Nauru||Nauruan;Nauruans||O
Nepal||Nepali;Nepalis;Nepalese|Kathmandu|A
Netherlands|The Netherlands;Holland|Dutch|The Hague|E
New Zealand||New Zealander;New Zealanders|Wellington|O
Nicaragua||Nicaraguan;Nicaraguans|Managua|N
Niger||Nigerien;Nigeriens|Niamey|F
Nigeria||Nigerian;Nigerians|Abuja|F
North Korea|Democratic People's Republic of Korea;DPRK|North Korean;North Koreans|Pyongyang|A
North Macedonia|Macedonia|Macedonian;Macedonians|Skopje|E
Norway||Norwegian;Norwegians|Oslo|E
Oman||Omani;Omanis|Muscat|M
Pakistan||Pakistani;Pakistanis|Islamabad|A
Palau||Palauan;Palauans||O
Palestine|State of Palestine|Palestinian;Palestinians|Ramallah|M
Panama||Panamanian;Panamanians|Panama City|N
Papua New Guinea||Papua New Guinean|Port Moresby|O
Paraguay||Paraguayan;Paraguayans|Asuncion|S
Peru||Peruvian;Peruvians|Lima|S
Philippines|The Philippines|Philippine;Filipino;Filipinos;Filipina|Manila|A
Poland||Polish;Pole;Poles|Warsaw|E
Portugal||Portuguese|Lisbon|E
Qatar||Qatari;Qataris|Doha|M
Romania||Romanian;Romanians|Bucharest|E
Russia|Russian Federation|Russian;Russians|Moscow|E
Rwanda||Rwandan;Rwandans|Kigali|F
Saint Kitts and Nevis|St. Kitts and Nevis|||N
Saint Lucia|St. Lucia|||N
Saint Vincent and the Grenadines||||N
Samoa||Samoan;Samoans|Apia|O
San Marino||||E
Sao Tome and Principe||||F
Saudi Arabia||Saudi;Saudis|Riyadh|M
Senegal||Senegalese|Dakar|F
Serbia||Serbian;Serbians;Serb;Serbs|Belgrade|E
Seychelles||||F
Sierra Leone||Sierra Leonean|Freetown|F
Singapore||Singaporean;Singaporeans||A
Slovakia||Slovak;Slovaks;Slovakian|Bratislava|E
Slovenia||Slovenian;Slovenians;Slovene|Ljubljana|E
Solomon Islands|||Honiara|O
Somalia||Somali;Somalis|Mogadishu|F
South Africa||South African;South Africans|Pretoria|F
South Korea|Republic of Korea;ROK|South Korean;South Koreans|Seoul|A
South Sudan||South Sudanese|Juba|F
Spain||Spanish;Spaniard;Spaniards|Madrid|E
Sri Lanka||Sri Lankan;Sri Lankans|Colombo|A
Sudan||Sudanese|Khartoum|F
Suriname||Surinamese|Paramaribo|S
Sweden||Swedish;Swede;Swedes|Stockholm|E
Switzerland||Swiss|Bern|E
Syria|Syrian Arab Republic|Syrian;Syrians|Damascus|M
Taiwan||Taiwanese|Taipei|A
Tajikistan||Tajik;Tajiks|Dushanbe|A
Tanzania||Tanzanian;Tanzanians|Dodoma|F
Thailand||Thai;Thais|Bangkok|A
Togo||Togolese|Lome|F
Tonga||Tongan;Tongans||O
Trinidad and Tobago|Trinidad|Trinidadian;Trinidadians|Port of Spain|N
Tunisia||Tunisian;Tunisians|Tunis|M
Turkey|Türkiye;Turkiye|Turkish;Turk;Turks|Ankara|M
Turkmenistan||Turkmen|Ashgabat|A
Tuvalu||||O
Uganda||Ugandan;Ugandans|Kampala|F
Ukraine||Ukrainian;Ukrainians|Kyiv;Kiev|E
United Arab Emirates|UAE;U.A.E.;Emirates|Emirati;Emiratis|Abu Dhabi|M
United Kingdom|UK;U.K.;Britain;Great Britain|British;Briton;Britons|London|E
United States|US;U.S.;USA;U.S.A.;United States of America;America|American;Americans|Washington;Washington, D.C.;Washington D.C.;D.C.|N
Uruguay||Uruguayan;Uruguayans|Montevideo|S
Uzbekistan||Uzbek;Uzbeks|Tashkent|A
Vanuatu|||Port Vila|O
Vatican City|Vatican;Holy See|||E
Venezuela||Venezuelan;Venezuelans|Caracas|S
Vietnam||Vietnamese|Hanoi|A
Yemen||Yemeni;Yemenis|Sanaa;Sana'a|M
Zambia||Zambian;Zambians|Lusaka|F
Zimbabwe||Zimbabwean;Zimbabweans|Harare|F
"""

REGION_WORDS = {
    "European": "E",
    "Asian": "A",
    "Middle Eastern": "M",
    "Arab": "M",
    "African": "F",
    "South American": "S",
    "North American": "N",
    "Pacific": "O",
    "Gulf": "M",
}


class Country(NamedTuple):
    """A country and the words for it."""

    key: str
    display: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    region: str


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, in alphabetical order."""
    return tuple(_country(line) for line in _TABLE.strip().splitlines())


def _country(line: str) -> Country:
    display, others, demonyms, capital, region = line.split("|")
    names = (display, *(n for n in others.split(";") if n))
    return Country(
        display.casefold(),
        display,
        names,
        tuple(d for d in demonyms.split(";") if d),
        tuple(c for c in capital.split(";") if c),
        region,
    )


@cache
def country_words() -> dict[str, str]:
    """Return the key of the country that a name or demonym stands for."""
    return {word: c.key for c in countries() for word in (*c.names, *c.demonyms)}


@cache
def capital_words() -> dict[str, str]:
    """Return the key of the country whose capital a city is."""
    return {city: c.key for c in countries() for city in c.capitals}


@cache
def regions() -> dict[str, str]:
    """Return the region letter of each country's key."""
    return {c.key: c.region for c in countries()}
