import pytest

from extract.language import detect_language, language_name

FOREIGN = {
    "de": "Die Bundesregierung hat am Montag neue Sanktionen gegen die Führung des Landes angekündigt.",
    "fr": "Le gouvernement a annoncé lundi de nouvelles sanctions contre les dirigeants du pays.",
    "es": "El gobierno anunció el lunes nuevas sanciones contra los dirigentes del país vecino.",
    "pt": "O governo anunciou na segunda-feira novas sanções contra os dirigentes do país vizinho.",
    "it": "Il governo ha annunciato lunedì nuove sanzioni contro i dirigenti del paese vicino.",
    "nl": "De regering heeft maandag nieuwe sancties aangekondigd tegen de leiders van het land.",
    "pl": "Rząd ogłosił w poniedziałek nowe sankcje wobec przywódców sąsiedniego kraju.",
    "tr": "Hükümet pazartesi günü komşu ülkenin liderlerine karşı yeni yaptırımlar açıkladı.",
    "id": "Pemerintah pada hari Senin mengumumkan sanksi baru terhadap para pemimpin negara itu yang "
    "dituduh mendukung kelompok bersenjata karena tidak bisa menjaga keamanan di wilayah perbatasan.",
    "sw": "Serikali ilitangaza Jumatatu vikwazo vipya dhidi ya viongozi wa nchi jirani.",
    "ru": "Правительство объявило в понедельник о новых санкциях против руководства страны.",
    "uk": "Уряд оголосив у понеділок про нові санкції проти керівництва сусідньої країни.",
    "ar": "أعلنت الحكومة يوم الاثنين عقوبات جديدة على قادة البلاد المجاورة",
    "fa": "دولت روز دوشنبه تحریم‌های تازه‌ای را علیه رهبران این کشور اعلام کرد",
    "he": "הממשלה הודיעה ביום שני על סנקציות חדשות נגד מנהיגי המדינה השכנה",
    "zh": "政府星期一宣布对该国领导人实施新的制裁。",
    "hi": "सरकार ने सोमवार को पड़ोसी देश के नेताओं पर नए प्रतिबंधों की घोषणा की।",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_foreign_sentence_is_told(code: str) -> None:
    assert detect_language(FOREIGN[code]) == code
    assert language_name(code) != code


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Monday it had retaken the town.",
        "Rebels in the Democratic Republic of the Congo have taken Goma, Bukavu and Uvira, residents said.",
        "President Vladimir Putin met Recep Tayyip Erdogan in Sochi on Monday.",
    ],
)
def test_english_sentence_is_told(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Hamas fires rockets",
        "RUSSIA BOMBS KYIV",
        "Iran threatens US",
        "Biden, Maliki, Nujaifi, Carney, Kerry, Hammond, Ellwood, Barzani",
        "Boko Haram kills five in Borno",
        "Al-Shabaab attacks Villa Somalia, Mogadishu",
        "Saudi-led coalition bombs Sanaa, Hodeidah, Taiz, Saada",
        "Abdel Fattah al-Burhan meets Mohamed Hamdan Dagalo",
        "",
        "2014",
        "قوات",
    ],
)
def test_short_or_name_heavy_text_is_never_called_foreign(text: str) -> None:
    assert detect_language(text) in (None, "en")


def test_names_in_another_script_do_not_matter() -> None:
    text = "Samarra Barrage (Arabic: سد سامراء) lies on the Tigris and was built to prevent floods in Baghdad."
    assert detect_language(text) == "en"
