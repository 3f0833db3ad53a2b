"""Institutions, agreements and regions of public affairs with the other words in general use for them.

One line a thing, or several: `kind|display|other words`, separated by semicolons. P place, O organisation, X other. Words are matched as
written, those in lower case also as they stand in headlines and at the start of a sentence.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

_KINDS: dict[str, Literal["place", "organisation", "other"]] = {"P": "place", "O": "organisation", "X": "other"}

_TABLE = """
O|United Nations|UN;U.N.;UNO
O|United Nations Security Council|UN Security Council;U.N. Security Council;UNSC;Security Council
O|United Nations General Assembly|UN General Assembly;U.N. General Assembly;UNGA;General Assembly
O|European Union|EU;E.U.
O|European Commission|
O|European Parliament|
O|European Central Bank|ECB
O|North Atlantic Treaty Organization|NATO;Nato;North Atlantic Treaty Organisation;Atlantic alliance
O|International Atomic Energy Agency|IAEA;I.A.E.A.;UN nuclear watchdog;U.N. nuclear watchdog
O|International Monetary Fund|IMF;I.M.F.
O|World Bank|
O|World Trade Organization|WTO;W.T.O.;World Trade Organisation
O|World Health Organization|WHO;W.H.O.;World Health Organisation
O|International Criminal Court|ICC;I.C.C.
O|International Court of Justice|ICJ;World Court
O|Organization of the Petroleum Exporting Countries|OPEC;Opec
O|Organization for Security and Co-operation in Europe|OSCE;O.S.C.E.
O|Organisation for Economic Co-operation and Development|OECD;O.E.C.D.
O|Shanghai Cooperation Organization|SCO;Shanghai Cooperation Organisation
O|Association of Southeast Asian Nations|ASEAN;Asean
O|African Union|AU
O|Arab League|League of Arab States
O|Gulf Cooperation Council|GCC;G.C.C.
O|Group of Seven|G7;G-7
O|Group of 20|G20;G-20;Group of Twenty
O|BRICS|Brics
O|Islamic Revolutionary Guards Corps|IRGC;I.R.G.C.;Islamic Revolutionary Guard Corps;Revolutionary Guards;Revolutionary Guard
O|Islamic State|ISIS;ISIL;Isis;Islamic State of Iraq and Syria;Islamic State of Iraq and the Levant;IS group;Daesh
O|Republican Party|GOP;G.O.P.;Grand Old Party;Republicans;Republican
O|Democratic Party|Democrats;Democrat;Democratic;Dems
O|Tea Party|tea party;tea-party movement;Tea Party movement;tea party movement;tea partiers;tea parties;Tea Partiers;Tea Parties
O|Labour Party|Labour
O|Conservative Party|Tory;Tories;Tory party
O|Liberal Democrats|Lib Dems;Lib Dem;Liberal Democrat
O|Republican National Committee|RNC;R.N.C.
O|Democratic National Committee|DNC;D.N.C.
O|National Rifle Association|NRA;N.R.A.
O|National Association for the Advancement of Colored People|NAACP;N.A.A.C.P.
O|American Civil Liberties Union|ACLU;A.C.L.U.
O|White House|
O|United States Congress|Congress;U.S. Congress;US Congress
O|United States Senate|Senate;U.S. Senate;US Senate
O|United States House of Representatives|House of Representatives;U.S. House;US House;U.S. House of Representatives
O|United States Supreme Court|U.S. Supreme Court;US Supreme Court
O|Department of State|State Department;State Dept;U.S. State Department;US State Department
O|Department of Justice|Justice Department;DOJ;D.O.J.;Justice Dept;U.S. Justice Department;US Justice Department
O|Department of Defense|Defense Department;Pentagon;DOD;D.O.D.;U.S. Defense Department;U.S. Department of Defense
O|Department of Homeland Security|DHS;D.H.S.;Homeland Security Department
O|Department of the Treasury|Treasury Department;US Treasury;U.S. Treasury
O|Department of Energy|Energy Department
O|Department of Education|Education Department
O|Department of Commerce|Commerce Department
O|Department of Labor|Labor Department
O|Department of the Interior|Interior Department
O|Department of Health and Human Services|HHS;H.H.S.
O|Department of Veterans Affairs|Veterans Affairs Department
O|Environmental Protection Agency|EPA;E.P.A.
O|Federal Bureau of Investigation|FBI;F.B.I.
O|Central Intelligence Agency|CIA;C.I.A.
O|National Security Agency|NSA;N.S.A.
O|National Security Council|NSC;N.S.C.
O|Internal Revenue Service|IRS;I.R.S.
O|Immigration and Customs Enforcement|ICE;I.C.E.
O|Customs and Border Protection|CBP
O|Food and Drug Administration|FDA;F.D.A.
O|Federal Emergency Management Agency|FEMA
O|Centers for Disease Control and Prevention|CDC;C.D.C.;Centers for Disease Control
O|Federal Communications Commission|FCC;F.C.C.
O|Federal Election Commission|FEC;F.E.C.
O|Securities and Exchange Commission|SEC;S.E.C.
O|Federal Reserve|the Fed
O|Government Accountability Office|GAO;G.A.O.
O|Congressional Budget Office|CBO;C.B.O.
O|Office of Management and Budget|OMB
O|Democratic Congressional Campaign Committee|DCCC;D.C.C.C.
O|National Republican Congressional Committee|NRCC;N.R.C.C.
O|National Republican Senatorial Committee|NRSC;N.R.S.C.
O|Democratic Senatorial Campaign Committee|DSCC;D.S.C.C.
O|American Israel Public Affairs Committee|AIPAC;Aipac
O|Conservative Political Action Conference|CPAC
O|Kremlin|
O|Downing Street|10 Downing Street;No 10;No. 10
O|Buckingham Palace|
O|House of Commons|
O|House of Lords|
O|British Broadcasting Corporation|BBC
O|National Health Service|NHS
O|Associated Press|The Associated Press;AP;A.P.
O|Agence France-Presse|AFP
O|New York Times|The New York Times
O|Washington Post|The Washington Post
O|Wall Street Journal|The Wall Street Journal;WSJ
O|Fox News|Fox News Channel
O|American Broadcasting Company|ABC;ABC News
O|National Broadcasting Company|NBC;NBC News
O|CBS|CBS News
O|CNN|
O|MSNBC|
O|Public Broadcasting Service|PBS
O|National Public Radio|NPR
O|Palestinian Authority|Palestinian National Authority
O|Palestine Liberation Organization|PLO;P.L.O.;Palestine Liberation Organisation
O|Israel Defense Forces|IDF;I.D.F.;Israeli army;Israeli military
O|People's Liberation Army|PLA
O|Chinese Communist Party|CCP;Communist Party of China
X|Affordable Care Act|ACA;A.C.A.;Obamacare;ObamaCare;Patient Protection and Affordable Care Act
X|Joint Comprehensive Plan of Action|JCPOA;J.C.P.O.A.;2015 nuclear deal;2015 nuclear agreement;2015 nuclear accord;Iran nuclear deal
X|Joint Comprehensive Plan of Action|Iran nuclear agreement;Iran nuclear accord;2015 Iran nuclear deal;2015 Iran deal
X|Treaty on the Non-Proliferation of Nuclear Weapons|Non-Proliferation Treaty;NPT
X|North American Free Trade Agreement|NAFTA;Nafta
X|Trans-Pacific Partnership|TPP;T.P.P.
X|Paris Agreement|Paris climate agreement;Paris climate accord;Paris climate deal;Paris accord;Paris climate accords
X|New START|New START treaty;New Strategic Arms Reduction Treaty
X|Intermediate-Range Nuclear Forces Treaty|INF Treaty;INF treaty
X|Deferred Action for Childhood Arrivals|DACA;D.A.C.A.;Dreamers program;Dreamer program
X|Defense of Marriage Act|DOMA
X|First Amendment|
X|Second Amendment|
X|Freedom of Information Act|FOIA
X|Foreign Intelligence Surveillance Act|FISA
X|Good Friday Agreement|Belfast Agreement
X|World War II|Second World War;World War Two;WWII;World War 2
X|World War I|First World War;World War One;WWI
X|Sept. 11 attacks|September 11 attacks;9/11;9/11 attacks;Sept. 11, 2001;September 11, 2001
X|COVID-19|Covid-19;coronavirus
X|Brexit|
X|Twitter|
P|Capitol Hill|
P|Wall Street|
P|Middle East|Mideast;Middle Eastern
P|Europe|European;Europeans
P|Africa|African;Africans
P|Asia|Asian;Asians
P|Latin America|Latin American;Latin Americans
P|West Bank|
P|Gaza Strip|Gaza
P|Crimea|Crimean
P|Caucasus|South Caucasus
P|Nagorno-Karabakh|Karabakh;Artsakh
P|Kashmir|
P|Persian Gulf|Arabian Gulf
P|Hong Kong|
P|Northern Ireland|
P|Scotland|Scottish;Scots
P|England|English
P|Wales|Welsh
P|Soviet Union|USSR;U.S.S.R.;Soviet
P|West|Western
P|New York|New York State
P|New York City|NYC;N.Y.C.
P|Los Angeles|L.A.
P|Guantánamo Bay|Guantanamo Bay;Guantanamo;Guantánamo
"""

# With the abbreviation that news writing gives it.
_STATES = """
Alabama=Ala.;Alaska;Arizona=Ariz.;Arkansas=Ark.;California=Calif.;Colorado=Colo.;Connecticut=Conn.;Delaware=Del.
Florida=Fla.;Guam;Hawaii;Idaho;Illinois=Ill.;Indiana=Ind.;Iowa;Kansas=Kan.;Kentucky=Ky.;Louisiana;Maine;Maryland=Md.
Massachusetts=Mass.;Michigan=Mich.;Minnesota=Minn.;Mississippi=Miss.;Missouri=Mo.;Montana=Mont.;Nebraska=Neb.;Nevada=Nev.
New Hampshire=N.H.;New Jersey=N.J.;New Mexico=N.M.;North Carolina=N.C.;North Dakota=N.D.;Ohio;Oklahoma=Okla.;Oregon=Ore.
Pennsylvania=Pa.;Puerto Rico;Rhode Island=R.I.;South Carolina=S.C.;South Dakota=S.D.;Tennessee=Tenn.;Texas;Utah
Vermont=Vt.;Virginia=Va.;Washington State=Wash.;West Virginia=W.Va.;Wisconsin=Wis.;Wyoming=Wyo.
"""
_CITIES = """
Chicago;Houston;Phoenix;Philadelphia;San Antonio;San Diego;Dallas;Austin;San Francisco;Seattle;Denver;Boston;Detroit;Nashville
Memphis;Portland;Las Vegas;Baltimore;Milwaukee;Atlanta;Miami;Tampa;Orlando;Cleveland;Cincinnati;Pittsburgh;St. Louis;Minneapolis
New Orleans;Kansas City;Sacramento;Des Moines;Salt Lake City;Charlotte;Columbus;Indianapolis;Honolulu;Brooklyn;Manhattan;Queens
Bronx;Trenton;Albany;Tucson;Birmingham;Geneva;Zurich;Barcelona;Milan;Munich;Frankfurt;Hamburg;Istanbul;Dubai;Mumbai;Delhi
Shanghai;Sydney;Melbourne;Toronto;Montreal;Vancouver;Rio de Janeiro;Sao Paulo;St. Petersburg;Kharkiv;Odesa;Odessa;Mariupol;Aleppo
Homs;Mosul;Basra;Benghazi;Karachi;Lahore;Kandahar;Lagos;Johannesburg;Cape Town;Casablanca;Manchester;Liverpool;Edinburgh;Glasgow
Belfast;Cardiff;Davos;Strasbourg;Marseille;Lyon;Tel Aviv;Haifa;Mecca;Isfahan;Hiroshima;Osaka;Busan;Windsor;Ferguson;Charleston
"""


class Entry(NamedTuple):
    """Something with several names in general use; `words` begins with `display`."""

    key: str
    display: str
    kind: Literal["place", "organisation", "other"]
    words: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return the whole glossary: institutions, agreements, regions, states and cities."""
    table = [line.split("|") for line in _TABLE.strip().splitlines()]
    blocks = f"{_STATES};{_CITIES}".replace("\n", ";").split(";")
    places = [["P", *place.partition("=")[::2]] for place in blocks if place]
    words: dict[tuple[str, str], list[str]] = {}
    for kind, display, others in (*table, *places):
        words.setdefault((kind, display), [display]).extend(w for other in others.split(";") if other for w in _as_written(other))
    return tuple(Entry(display.casefold(), display, _KINDS[kind], tuple(dict.fromkeys(w))) for (kind, display), w in words.items())


def _as_written(word: str) -> tuple[str, ...]:
    """Return a word or phrase with the capitals that it may carry: an all-lower tail is capitalised in headlines."""
    parts = word.split(" ")
    if all(p[:1].isupper() for p in parts):
        return (word,)
    headline = " ".join(p[:1].upper() + p[1:] for p in parts)
    return (word, headline, word[:1].upper() + word[1:])
